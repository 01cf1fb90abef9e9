"""An encoding is believed when every byte is of it and the header then makes sense."""

import pytest

from engine.uploads import decoding
from engine.uploads.parsed_file import Refused


def chosen(data: bytes, makes_sense=lambda encoding: True) -> str:
    return decoding.choose(data, makes_sense).codec


def test_utf8_comes_before_gb18030_whatever_the_header_says():
    assert chosen("编号".encode(), lambda encoding: False) == "utf-8"


def test_gb18030_is_believed_only_for_a_header_that_makes_sense():
    assert chosen("编号".encode("gb18030")) == "gb18030"
    with pytest.raises(Refused, match="无法识别文件编码，请在 Excel 或 WPS 里另存为“CSV UTF-8”后再传"):
        chosen("编号".encode("gb18030"), lambda encoding: False)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_empty_bytes(codec):
    assert chosen("编号,1,2,3\r\n".encode(codec)) == codec


def test_a_few_nul_bytes_do_not_make_a_file_utf16():
    assert chosen("编号,1\n甲\x00,2\n".encode(), lambda encoding: encoding.codec == "utf-8") == "utf-8"


@pytest.mark.parametrize("bad", [b"\xff", b"\xe7\xbc"])
def test_the_line_of_the_first_wrong_byte_is_named(bad):
    with pytest.raises(Refused, match="第 3 行"):
        chosen("编号\n一\n".encode() + bad + b"\n")


def test_the_line_is_right_beyond_the_first_piece():
    data = ("编号\n" + "一\n" * 400_000).encode()
    with pytest.raises(Refused, match="第 400002 行"):
        chosen(data + b"\xff")
    assert chosen(data) == "utf-8"


def test_a_mark_that_the_rest_contradicts_is_refused():
    with pytest.raises(Refused, match="第 2 行的编码与前面的（UTF-8）不同"):
        chosen(b"\xef\xbb\xbfa\n" + "编号".encode("gbk"))


def test_lines_keep_their_ends():
    encoding = decoding.Encoding("utf-8", "UTF-8", 3)
    assert list(decoding.lines("\ufeffa\r\nb\rc\nd".encode(), encoding)) == ["a\r\n", "b\r", "c\n", "d"]
