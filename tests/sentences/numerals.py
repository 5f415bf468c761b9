"""Write numbers in Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FULL = str.maketrans("0123456789.-%,", "０１２３４５６７８９．－％，")


def chinese(value: Decimal, *, liang: bool = False) -> str:
    """Write a number that is not negative, below a trillion, in Chinese numerals.

    Args:
        value: Places behind the point are written digit by digit.
        liang: Write 两 before 百, 千, 万, 亿 and where the number is 2.

    >>> [chinese(Decimal(n)) for n in (10, 12, 105, 1650, 23000, 100200, 340000000)]
    ['十', '十二', '一百零五', '一千六百五十', '二万三千', '十万零二百', '三亿四千万']
    >>> chinese(Decimal("6.25")), chinese(Decimal(2200), liang=True), chinese(Decimal("0.5"))
    ('六点二五', '两千两百', '零点五')
    """
    whole, _, rest = f"{value:f}".partition(".")
    words = _whole(int(whole))
    if words.startswith("一十"):
        words = words[1:]
    if liang:
        for place in "百千万亿":
            words = words.replace(f"二{place}", f"两{place}")
        words = words.replace("十两万", "十二万").replace("十两亿", "十二亿")
        if words == "二" and not rest:
            words = "两"
    return words + ("点" + "".join(_DIGITS[int(digit)] for digit in rest) if rest else "")


def _whole(number: int) -> str:
    if number < 10_000:
        return _below_myriad(number)
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        high, low = divmod(number, scale)
        if high:
            gap = "零" if low and low < scale // 10 else ""
            return _whole(high) + word + (gap + _whole(low) if low else "")
    raise AssertionError


def _below_myriad(number: int) -> str:
    if number == 0:
        return "零"
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words


def year_in_chinese(year: int) -> str:
    """Write a year digit by digit.

    >>> year_in_chinese(2030)
    '二〇三〇'
    """
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(year))


def full_width(words: str) -> str:
    """Write Arabic digits, points and signs in full width.

    >>> full_width("4.5")
    '４．５'
    """
    return words.translate(_FULL)
