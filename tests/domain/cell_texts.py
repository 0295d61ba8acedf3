"""What hypothesis writes into cells, and how a number is traced back to the text it came from."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from jobmatch.domain import numbers

_VOCABULARY = """
元 块 /月 /天 每天 一天 小时 万 千 百 k K w 以上 以下 起 左右 不限 若干 数名 人 名 个 岁 周岁 满
男 女 男女 - ~ 至 到 一一 —— / 、 ， ； 。 : ( ) + = 底薪 保底 提成 综合 面议 计件 试用期 转正
生手 熟手 两班倒 三班倒 白班 夜班 包吃住 包住 管饭 不包 自理 五险 一金 社保 意外险 初中 高中
大专 学历 优先 叉车证 C1 驾照 健康证 普工 焊工 各 招聘 急招 电话 联系人 经理 地址 万山区 东莞市
截止 年 月 日 长期 三 五 十 二百 三千五 一万二 2026 3500 5000 18 45 13800000000 押金 身份证 身高
汉族 乙肝 户口 ０ ８ · ① 1. 一、
"""
_WORDS = [*_VOCABULARY.split(), "\n", "\u3000"]

cell_texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(_WORDS), max_size=14).map("".join),
    st.lists(
        st.one_of(
            st.sampled_from(_WORDS),
            st.integers(0, 99999).map(str),
            st.decimals(0, 99, places=1).map(str),
        ),
        max_size=12,
    ).map("".join),
)


def significant(value: Decimal | int) -> str:
    """Give the digits of *value* without the zeros at its ends (12000 → 12, 0.03 → 3)."""
    return re.sub(r"\D", "", f"{Decimal(value):f}").strip("0")


def _numerals(text: str) -> list[str]:
    """Read every run of numerals in *text* (七 in a headcount cell is 7)."""
    runs = re.findall(r"[零一二两三四五六七八九十百千万]+", text)
    return [str(numbers.read_numeral(run)) for run in runs]


def stands_in(value: Decimal | int, text: str) -> bool:
    """Tell whether the digits of *value* were written in *text*, as digits or as a numeral."""
    plain = numbers.write_digits(numbers.flatten(text).lower())
    plain += "|".join(_numerals(text))
    written = re.sub(r"(?<=\d)[.,](?=\d)", "", unicodedata.normalize("NFKC", text) + "|" + plain)
    return significant(value) in written


def values(*read: object) -> tuple[object, ...]:
    """Give what was *read* as one tuple of no particular types (Decimal equals int)."""
    return read
