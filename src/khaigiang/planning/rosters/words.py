"""What the reader of lists says by its codes, in the user's language."""

from typing import Final

from django.utils.translation import gettext_lazy as _

DOUBTS: Final = {
    "text_encoding": _("The letters may be those of an old font; check the text."),
    "not_computed": _("The cell holds a formula without its result; open and save the file once more."),
    "name_missing": _("The row has no name."),
    "name_odd": _("This does not look like the name of one person."),
    "sex_unclear": _("The sex cannot be told from the cell."),
    "date_unreadable": _("This is no date that can be read."),
    "date_impossible": _("There is no such day."),
    "date_day_month": _("Day and month may have been exchanged."),
    "dob_age": _("This date of birth makes no official of working age."),
    "party_date_early": _("Admission to the Party before the eighteenth birthday."),
    "party_date_future": _("Admission to the Party after the day of the list."),
    "cccd_digits": _("An identity number has 12 digits."),
    "cccd_old": _("This is an old identity number of 9 digits."),
    "cccd_zeros": _("Digits are missing, and it is not certain that they are zeros in front."),
    "cccd_province": _("No province has the first three digits of this identity number."),
    "cccd_sex": _("The identity number says another sex."),
    "cccd_birth": _("The identity number says another year of birth."),
    "phone_unreadable": _("This is no telephone number of Viet Nam."),
    "phone_several": _("The cell holds several telephone numbers."),
    "unit_unknown": _("No unit has this name."),
    "unit_ambiguous": _("Several units have this name; say which."),
    "unit_ended": _("There was no such unit on the day of the list."),
    "unit_spelling": _("No unit has this name; one has a name almost the same."),
    "unit_district": _("The unit does not lie in the district named beside it."),
    "two_facts": _("The cell holds a post and a unit that cannot be told apart."),
}
# Doubts that laying a list beside the register raises.
OF_MATCHING: Final = {
    "hidden_row": _("The row is hidden or filtered away in the file. Is it to be taken in?"),
    "twice": _("The same person stands in the list twice."),
    "person_unsure": _("Somebody like this is registered. Is it the same person?"),
    "fact_differs": _("The register says something else."),
    "sex_missing": _("The list does not tell the sex of this new person."),
    "unit_missing": _("The list does not tell a unit."),
    "post_unknown": _("No post has this name. Which one is meant?"),
    "post_of_other_level": _("Units of this level have no such post."),
    "holds_other": _("This person holds another post now."),
    "post_held": _("Somebody else holds this post now."),
    "corrected": _("Corrected by hand."),
}
NOTICES: Final = {
    "hidden_sheet": _("A hidden sheet was read as well: {detail}."),
    "hidden_columns": _("Hidden columns were read as well: {detail}."),
    "hidden_rows": _("Hidden rows are held: {detail}."),
    "no_table": _("A sheet without a list was left out: {detail}."),
    "external_links": _(
        "The workbook takes values from other files; they were read as they stood when it was last saved."
    ),
}
FIELDS: Final = {
    "full_name": _("Full name"),
    "gender": _("Sex"),
    "dob": _("Born on"),
    "cccd": _("Identification number"),
    "phone": _("Telephone"),
    "unit": _("Unit"),
    "district": _("District"),
    "position": _("Post"),
    "party_date": _("Full member of the Party since"),
    "party_probationary": _("Joined the Party on"),
    "ethnicity": _("Ethnic group"),
    "qualification": _("Qualification"),
    "theory_level": _("Political theory"),
    "note": _("Note"),
    "person": _("Person"),
}
REPAIRS: Final = {
    "decoded_tcvn3": _("Letters of an old font (TCVN3) made Unicode"),
    "decoded_vni": _("Letters of an old font (VNI) made Unicode"),
    "decoded_utf8": _("Damaged letters restored"),
    "capitals": _("Capitals of the name set"),
    "form_of_address": _("Form of address or degree left out"),
    "trailing_signs": _("Signs after the name left out"),
    "sex_beside_name": _("The sex stood beside the name"),
    "date_serial": _("Day number of the spreadsheet read as a date"),
    "date_exchanged": _("Day and month exchanged back, as the whole column shows"),
    "date_two_digits": _("Year of two digits completed"),
    "leading_zero": _("Lost zero in front put back"),
    "digits_only": _("Signs between digits left out"),
    "country_code": _("Code of the country replaced by a zero"),
    "phone_prefix": _("Old number of 11 digits given its prefix since 2018"),
    "unit_official_name": _("The unit's official name"),
    "unit_from_group": _("Unit or district named above the row"),
    "post_and_unit": _("Post and unit of one cell told apart"),
}
REFUSALS: Final = {
    "password": _("The file is protected by a password. Remove the password and send it again."),
    "macro": _("The file holds macros. Save it as an Excel workbook without macros (.xlsx) and send it again."),
    "too_large": _("The file is too large to be read ({detail})."),
    "empty_form": _("The file holds no rows: the form has not been filled in."),
    "not_a_workbook": _("This is not a list that can be read ({detail}). Send an Excel workbook (.xlsx)."),
    "binary_workbook": _("This is a binary Excel workbook (.xlsb). Save it as .xlsx and send it again."),
    "old_word": _("This is an old Word document (.doc). Save it as .docx and send it again."),
    "scan": _("This is a picture or a scan: nothing in it can be read as text."),
    "hostile": _("The file holds what no list needs ({detail}) and was not opened."),
    "damaged": _("The file is damaged and cannot be read."),
    "too_slow": _("The file took too long to read."),
    "too_much_memory": _("The file needs too much memory to be read."),
    "crashed": _("The file could not be read: its reader broke down."),
}
