import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.passwords import SHORTEST, WeakPasswordError, check_password, weakness


@pytest.mark.parametrize(
    "password",
    [
        "short-one",
        "184467440737",
        "１８４４６７４４０７３７",
        "aaaaaaaaaaaaab",
        "abababababab",
        "password1234",
        "Password123456",
        "qwertyuiop123",
        "1qaz2wsx3edc",
        "abcdefghijkl",
        "zhangfang-01",
        "ZhangFang2026",
        "x" * 201,
    ],
)
def test_what_people_try_first_is_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_password(password, name="zhangfang")


@pytest.mark.parametrize(
    "password",
    [
        "梯田-雨伞-三轮车-豆腐干-橘子",
        "correct horse battery",
        "woaini-梯田雨伞三轮车",
        "Tr7kq-nn2pz-wo9",
    ],
)
def test_long_and_own_is_accepted(password: str) -> None:
    check_password(password, name="zhangfang")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_gets_an_answer(password: str, name: str) -> None:
    reason = weakness(password, name=name)
    if len(password) < SHORTEST:
        assert reason is not None
