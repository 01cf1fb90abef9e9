"""What a reader without the right to personal data sees of it."""

import pytest

from engine.ledgers.masking import mask, scrub

PHONE, IDENTITY = "13912345678", "11010519491231002X"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("name", "张三丰", "张**"),
        ("name", "张", "张"),
        ("name", "白杨砖厂有限公司", "白杨**"),
        ("phone", PHONE, "139****78"),
        ("phone", "5551234", "****"),
        ("id", IDENTITY, "110*************2X"),
        ("id", "620999001", "*********"),
        ("address", "白杨乡东湾村三组五号", "白杨乡东湾村***"),
        ("text", f"请回电{PHONE}", "请回电（手机号已隐去）"),
        ("name", "", ""),
        ("text", "", ""),
    ],
)
def test_each_kind_is_masked_its_own_way(kind, value, shown):
    assert mask(kind, value) == shown


@pytest.mark.parametrize(
    "typed",
    [PHONE, "139 1234 5678", "139-1234-5678", "１３９１２３４５６７８", "+86 13912345678", "1 3 9 1 2 3 4 5 6 7 8"],
)
def test_a_mobile_number_in_free_text_is_hidden_however_it_is_typed(typed):
    assert scrub(f"电话{typed}。") in ("电话（手机号已隐去）。", "电话+（手机号已隐去）。")


@pytest.mark.parametrize(
    "typed",
    [
        IDENTITY,
        IDENTITY.lower(),
        "110105 19491231 002X",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1101051949123100 2X",
    ],
)
def test_an_identity_number_in_free_text_is_hidden_however_it_is_typed(typed):
    assert scrub(f"证号{typed}。") == "证号（身份证号已隐去）。"


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05 至 2024-12-31",
        "罚款 200.50 元",
        "620999101201",
        "文号 20240305001",
        "批号 2013912345678",
        "批号 13912345678901",
        "面积 1234567890 亩",
    ],
)
def test_dates_codes_and_amounts_stay_readable(text):
    assert scrub(text) == text


def test_a_number_in_a_field_meant_for_names_is_hidden_too():
    assert PHONE not in mask("name", PHONE)
    assert IDENTITY not in mask("name", IDENTITY)


@pytest.mark.parametrize(
    "beside", ["2024-03-05", "13812345679", "110105194912310021", "620999101201", "12", "2024-03-05 2024-03-06"]
)
def test_a_number_typed_next_to_other_numbers_is_hidden_all_the_same(beside):
    assert PHONE not in scrub(f"{beside} {PHONE}")
    assert PHONE not in scrub(f"{PHONE} {beside}")
    assert IDENTITY not in scrub(f"{beside} {IDENTITY}")
    assert "110105194912310021" not in scrub(f"{beside} 110105194912310021 {beside}")
