"""An invented city's report that says nothing of its own, round the paragraphs of a case."""

from __future__ import annotations

_BEFORE = """岚屏市人民政府关于岚屏市国民经济和社会发展第十五个五年规划纲要编制情况的报告
（2025年12月16日在岚屏市第八届人民代表大会常务委员会第三十次会议上）
岚屏市发展和改革委员会
　　受市人民政府委托，现就《岚屏市国民经济和社会发展第十五个五年规划纲要（草案）》（以下简称《规划纲要》）的编制情况作如下报告。
　　一、编制工作情况
　　市委、市政府高度重视规划编制工作，广泛听取各方面意见。
　　二、《规划纲要》主要内容
　　（一）重点任务。《规划纲要》安排三个方面重点任务。
　　1．推动产业升级。坚持把发展经济的着力点放在实体经济上，加快建设现代化产业体系。
　　2．办好民生实事。
"""
_AFTER = """　　3．改善生态环境。坚持生态优先，推进山水共治。
　　三、下一步工作安排
　　我们将认真研究各位委员提出的意见，抓紧修改完善文本。
　　特此报告，请予审议。
"""
# Where the first paragraph begins in the framed text.
START = len(_BEFORE)
# How many characters of the framed text stand behind the last paragraph.
REST = len(_AFTER)


def frame(*paragraphs: str) -> str:
    """Put paragraphs under a key task of the report, whose date is in 2025.

    The frame itself sets no target and names no milestone.

    >>> frame("推进共同富裕。")[START:-REST]
    '推进共同富裕。\\n'
    """
    return _BEFORE + "".join(f"{paragraph}\n" for paragraph in paragraphs) + _AFTER
