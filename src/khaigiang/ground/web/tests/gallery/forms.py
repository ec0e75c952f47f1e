"""Forms of the gallery."""

from django import forms

from khaigiang.ground.web.form_fields import DecimalField


class OfficialForm(forms.Form):
    """One of each kind of field."""

    full_name = forms.CharField(label="Họ và tên", help_text="Viết đúng như trong hồ sơ, có dấu.")
    born_on = forms.DateField(label="Ngày sinh")
    sex = forms.ChoiceField(label="Giới tính", choices=[("M", "Nam"), ("F", "Nữ")], widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label="Đơn vị",
        choices=[("", "— chọn —"), ("1", "Phường Phúc Xá, quận Ba Đình"), ("2", "Xã Kim Nỗ, huyện Đông Anh")],
    )
    mark = DecimalField(label="Điểm", min_value=0, max_value=10, decimal_places=2, required=False)
    days = forms.MultipleChoiceField(
        label="Buổi không dự được",
        choices=[("s", "Sáng 24/5"), ("c", "Chiều 24/5"), ("s2", "Sáng 25/5")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    letter = forms.FileField(label="Bản quét công văn", required=False)
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    keeps_office = forms.BooleanField(
        label="Có người trực thay", required=False, help_text="Cơ quan không để trống trong những ngày đi học."
    )


class FilterForm(forms.Form):
    """What a list is narrowed to."""

    q = forms.CharField(label="Tìm theo tên", required=False)
    unit = forms.ChoiceField(
        label="Quận, huyện", required=False, choices=[("", "Tất cả"), ("1", "Ba Đình"), ("2", "Đông Anh")]
    )
    on = forms.DateField(label="Tính đến ngày", required=False)
    late = forms.BooleanField(label="Chỉ đơn vị chưa gửi", required=False)
