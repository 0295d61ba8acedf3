from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.intake import paragraphs


def test_a_paragraph_with_several_jobs() -> None:
    text = (
        "1、铜仁金禾食品有限公司：普工20名，月薪4000-6000元，包吃住；电工1名，持电工证。"
        "地址：万山经开区。电话：13800005001"
    )
    block = paragraphs.read_block(text)
    assert block.employer == "铜仁金禾食品有限公司"
    assert [(job.title, job.count) for job in block.jobs] == [("普工", "20名"), ("电工", "1名")]
    assert "包吃住" in block.jobs[0].text
    assert "包吃住" not in block.jobs[1].text
    assert "万山经开区" in block.shared


def test_jobs_strung_together_share_the_details() -> None:
    block = paragraphs.read_block("好又多超市\n收银员5人、理货员8人，工资2500-3200，18-45岁")
    assert all("2500-3200" in job.text + block.shared for job in block.jobs)


def test_a_chat_block_with_keys() -> None:
    block = paragraphs.read_block(
        "铜仁万绿苗圃有限公司\n活路：栽树、薅草\n工资：130一天\n人数：15个"
    )
    assert [job.title for job in block.jobs] == ["栽树、薅草"]


def test_text_without_a_job() -> None:
    assert paragraphs.read_block("明天下午3点广场有招聘会，大家都来看看").jobs == ()
    assert paragraphs.read_block("宿舍4人间，每班8人").jobs == ()


def test_several_titles_for_one_number() -> None:
    each = paragraphs.read_block("泉州某鞋厂招针车工、成型工各20名，月薪6000元")
    assert [(job.title, job.count) for job in each.jobs] == [("针车工", "20名"), ("成型工", "20名")]
    joined = paragraphs.read_block("招月嫂、育儿嫂多名，月薪6000-10000")
    assert [job.title for job in joined.jobs] == ["月嫂、育儿嫂"]


def test_a_label_that_is_a_name() -> None:
    assert paragraphs.read_block("贵州同德药业：招分拣工30名").employer == "贵州同德药业"
    assert paragraphs.read_block("家政服务：招月嫂5名").employer is None


def test_calls_without_a_detail() -> None:
    assert paragraphs.calls("老乡们，工地招小工！！")
    assert not paragraphs.calls("招工啦招工啦！")


@given(
    st.text(alphabet="普工电焊招聘名人个、，；。：\n123456789元岁/()（）甲乙公司各", max_size=80)
)
def test_any_text_is_read_without_inventing(text: str) -> None:
    for job in paragraphs.read_block(text).jobs:
        assert job.title
        assert all(digit in text for digit in job.count if digit.isdigit())


def test_several_titles_by_key_share_what_stands_last() -> None:
    text = (
        "惠民家政公司\n岗位一：月嫂\n薪资：8000元/月\n岗位二：保洁\n薪资：25元/小时\n"
        "联系电话：0856-5200000"
    )
    block = paragraphs.read_block(text)
    assert [job.title for job in block.jobs] == ["月嫂", "保洁"]
    assert "8000" in block.jobs[0].text
    assert "8000" not in block.jobs[1].text
    assert "0856-5200000" in block.shared


def test_the_number_before_the_title() -> None:
    def jobs(text: str) -> list[tuple[str, str]]:
        return [(job.title, job.count) for job in paragraphs.read_block(text).jobs]

    assert jobs("本店招聘两名厨师，3名服务员，包吃住") == [("厨师", "2名"), ("服务员", "3名")]
    assert jobs("明天要4个人下瓷砖，260一天，包中饭") == [("下瓷砖", "4个")]
    assert jobs("找5个人搬砖，200一天") == [("搬砖", "5个")]
    assert jobs("招普工20名，要2个月以上经验，宿舍4人间") == [("普工", "20名")]
    assert jobs("招工20人包吃住") == []
    assert jobs("要两个铲车师傅，一个月七千") == [("铲车师傅", "两个")]
    assert jobs("后天要六个人打混凝土，280一天") == [("打混凝土", "六个")]
    assert jobs("缺焊工两个，300一天") == [("焊工", "两个")]


def test_a_call_takes_nothing_from_the_title() -> None:
    for title in ("收银员", "收割工", "工程师", "工艺员"):
        (job,) = paragraphs.read_block(f"招{title}3名").jobs
        assert job.title == title
