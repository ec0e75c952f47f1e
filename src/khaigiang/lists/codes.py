"""What a preview may say of a list: the closed lists of doubts, repairs and notices, each with its sentence."""

from collections.abc import Mapping
from typing import Final

# A doubt waits for a person. The product says these sentences in the user's language.
FLAGS: Final[Mapping[str, str]] = {
    "text_encoding": "The letters may be those of an old font; check the text.",
    "not_computed": "The cell holds a formula without its result; open and save the file once more.",
    "name_missing": "The row has no name.",
    "name_odd": "This does not look like the name of one person.",
    "sex_unclear": "The sex cannot be told from the cell.",
    "date_unreadable": "This is no date that can be read.",
    "date_impossible": "There is no such day.",
    "date_day_month": "Day and month may have been exchanged.",
    "date_several": "The cell holds several days.",
    "dob_age": "This date of birth makes no official of working age.",
    "party_date_early": "Admission to the Party before the eighteenth birthday.",
    "party_date_future": "Admission to the Party after the day of the list.",
    "party_which": "It is not said whether this is the day of joining the Party or of full membership.",
    "cccd_digits": "An identity number has 12 digits.",
    "cccd_old": "This is an old identity number of 9 digits.",
    "cccd_zeros": "Digits are missing, and it is not certain that they are zeros in front.",
    "cccd_province": "No province has the first three digits of this identity number.",
    "cccd_sex": "The identity number says another sex.",
    "cccd_birth": "The identity number says another year of birth.",
    "phone_unreadable": "This is no telephone number of Viet Nam.",
    "phone_several": "The cell holds several telephone numbers.",
    "unit_unknown": "No unit has this name.",
    "unit_ambiguous": "Several units have this name; say which.",
    "unit_ended": "There was no such unit on the day of the list.",
    "unit_spelling": "No unit has this name; one has a name almost the same.",
    "unit_district": "The unit does not lie in the district named beside it.",
    "two_facts": "The cell holds a post and a unit that cannot be told apart.",
}
# Rows with these are shown but not imported without a yes.
HOLDING: Final = frozenset({"name_missing", "name_odd"})

REPAIRS: Final[Mapping[str, str]] = {
    "decoded_tcvn3": "Letters of an old font (TCVN3) made Unicode.",
    "decoded_vni": "Letters of an old font (VNI) made Unicode.",
    "decoded_utf8": "Damaged letters restored.",
    "capitals": "Capitals of a name set.",
    "form_of_address": "A form of address or degree left out of the name.",
    "number_before": "A number left out before the name.",
    "note_beside_name": "A post in brackets left out after the name.",
    "birth_beside_name": "The year of birth stood beside the name.",
    "ditto": "A sign for “as above” read as the cell above.",
    "trailing_signs": "Signs after the name left out.",
    "sex_beside_name": "The sex stood beside the name.",
    "date_serial": "A day number of the spreadsheet read as a date.",
    "date_exchanged": "Day and month exchanged back: the column shows that they were exchanged.",
    "date_year": "A year that a format for days showed as a day of 1905.",
    "date_signs": "Eight figures read as a day.",
    "date_two_digits": "A year of two digits completed.",
    "leading_zero": "A zero lost in front put back.",
    "digits_only": "Signs between digits left out.",
    "country_code": "The country's code replaced by a zero.",
    "phone_prefix": "A number of 11 digits given the prefix it has had since 2018.",
    "unit_official_name": "The unit's official name.",
    "unit_from_group": "The unit or district named above the row.",
    "post_and_unit": "The post and the unit of one cell told apart.",
}

NOTICES: Final[Mapping[str, str]] = {
    "hidden_sheet": "A hidden sheet was read as well: {detail}.",
    "hidden_columns": "Hidden columns were read as well: {detail}.",
    "hidden_rows": "Hidden rows are held: {detail}.",
    "no_table": "A sheet without a list was left out: {detail}.",
    "columns_guessed": "A sheet without headings was read by what its columns hold: {detail}.",
    "columns_unknown": "Somebody must say what the columns of a sheet hold: {detail}.",
    "left_out": "Rows that are no person's were left out: {detail}.",
    "districts_ended": "Districts that no longer existed on the day of the list were left out: {detail}.",
    "external_links": "The workbook takes values from other files; they were read as they stood when it was last saved.",
}
