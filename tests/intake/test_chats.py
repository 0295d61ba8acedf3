from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.kinds import EmployerKind
from jobmatch.intake import chats
from jobmatch.intake.column_names import Role
from tests.intake.sheets import make_grid


def _told(*lines: str) -> list[tuple[int, str, str]]:
    drafts = chats.draft_lines(make_grid([[line] for line in lines]))
    return [(draft.row, draft.text(Role.EMPLOYER), draft.text(Role.TITLE)) for draft in drafts]


def test_messages_of_a_group() -> None:
    assert _told(
        "某社区3号楼就业群 聊天记录导出",
        "2026-03-05 09:12  楼管家-小石",
        "🔥【急招】铜仁鑫茂箱包厂🔥",
        "岗位：车包工",
        "人数：20名",
        "电话：13800006001",
        "@所有人 明天下午3点有招聘会",
        "收到",
        "铜仁锦江农庄有限公司",
        "厨师1名，工资6000左右，要健康证",
        "服务员4名，55岁以下",
        "收到，谢谢管家",
    ) == [
        (3, "铜仁鑫茂箱包厂", "车包工"),
        (9, "铜仁锦江农庄有限公司", "厨师"),
        (9, "铜仁锦江农庄有限公司", "服务员"),
    ]


def test_a_pasted_list_with_headings_and_an_end() -> None:
    told = _told(
        "招 聘 信 息",
        "一、区内企业",
        "1、甲食品有限公司：普工20名，4000元；电工1名，6000元。电话：13800005001",
        "二、区外企业",
        "2、东莞市乙电子厂：招普工200人，包住",
        "有意者请到社区报名，咨询电话：0856-1234567",
    )
    assert told == [
        (3, "甲食品有限公司", "普工"),
        (3, "甲食品有限公司", "电工"),
        (5, "东莞市乙电子厂", "普工"),
    ]


def test_a_call_without_an_employer() -> None:
    assert _told("3. 工地急招钢筋工10名，日薪350元，电话18800003333") == [(1, "", "钢筋工")]


def test_after_its_number_a_message_is_over() -> None:
    told = _told(
        "工地需要木工5个，350一天，电话13700009999",
        "铜仁宏发物流 招装卸工8人",
        "联系人：黄队 18600002222",
    )
    assert told == [(1, "", "木工"), (2, "铜仁宏发物流", "装卸工")]


def test_headings_tell_the_kind() -> None:
    drafts = chats.draft_lines(make_grid([["一、公益性岗位"], ["1、保洁员5名，400元/月"]]))
    assert drafts[0].caption.kind is EmployerKind.PUBLIC_WELFARE


def test_talk_is_no_posting() -> None:
    assert _told("大家好", "今天天气不错", "下午开会") == []


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_lines_give_drafts(lines: list[str]) -> None:
    for draft in chats.draft_lines(make_grid([[line] for line in lines])):
        assert 1 <= draft.row <= len(lines)


def test_a_notice_of_one_employer_holds_for_its_list() -> None:
    rows = [
        "贵州梵净茶业有限公司2026年招聘简章",
        "一、公司简介",
        "本公司集种植、加工于一体。",
        "二、招聘岗位",
        "1、普工50名，月薪4000-6000元；",
        "2、电工3名，持电工证",
        "三、福利待遇：包吃住，五险",
        "四、工作地点：碧江区灯塔工业园",
        "五、联系方式：李经理 13800000000",
    ]
    drafts = chats.draft_lines(make_grid([[row] for row in rows]))
    assert [(draft.row, draft.text(Role.TITLE)) for draft in drafts] == [(5, "普工"), (6, "电工")]
    caption = drafts[1].caption
    assert caption.employer == "贵州梵净茶业有限公司"
    assert (caption.workplace, caption.phone) == ("碧江区灯塔工业园", "13800000000")
    assert "包吃住" in caption.offers


def test_numbers_below_a_firm_count_its_postings() -> None:
    told = _told(
        "【急聘】甲家常菜馆：",
        "1.配菜员2名 3500元/月",
        "2.洗碗工1名 2500元/月",
        "电话：13900000001",
    )
    assert told == [(1, "甲家常菜馆", "配菜员"), (1, "甲家常菜馆", "洗碗工")]


def test_a_list_pasted_into_one_cell() -> None:
    told = _told("招工信息\n1、甲食品有限公司：普工20名，4000元\n2、乙电子厂：招学徒3人，3000元")
    assert told == [(1, "甲食品有限公司", "普工"), (1, "乙电子厂", "学徒")]
