"""``kpidsl --show-settings``: what is in force in this folder, and where each value comes from.

Takes the session; gives a table of the settings, policy, language and the rest that a command run here would have. Changes
nothing.
"""

import os
import platform
import sys
from pathlib import Path

from kpidsl.cli import language, streams
from kpidsl.cli.compiling import ROSTER, is_chinese, roster_beside
from kpidsl.cli.files import read_policy
from kpidsl.cli.find_policy import SETTINGS, Found, find_settings, found_policy
from kpidsl.cli.guard import version
from kpidsl.cli.session import CommandError, Session
from kpidsl.cli.settings import Settings
from kpidsl.diagnostics import Diagnostic, Lang, Problems, catalogue
from kpidsl.kept import BASES, OFF, cache_folder
from kpidsl.render.table import text_table
from kpidsl.values import frozen

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "heads": "项目|现用|从哪里来", "none": "没有",
        "version": "版本", "python": "Python {python}，程序在 {folder}",
        "settings": "设置文件", "nearest": "往上最近的一个", "no_settings": "这里和往上各级文件夹都没有 {name}",
        "policy": "考核办法", "by_settings": "{file} 第 {line} 行", "beside": "这个文件夹里只有这一个",
        "policies": "policies 文件夹里只有这一个",
        "roster": "单位表", "by_policy": "在考核办法旁边", "no_roster": "考核办法旁边没有 {name}",
        "exclude": "跳过的文件", "check": "校核的提示", "not_set": "没有写",
        "lang": "语言", "zh": "中文", "en": "英文", "option": "命令行 {name}", "variable": "环境变量 {name}={value}",
        "by_text": "考核办法是{lang}的", "default": "默认（系统没有设成英文）",
        "colour": "着色", "on": "着色", "off": "不着色", "terminal": "提示显示在终端", "no_terminal": "提示不显示在终端",
        "cache": "缓存", "users": "用户的缓存文件夹",
    },
    "en": {
        "heads": "setting|in force|where it comes from", "none": "none",
        "version": "version", "python": "Python {python}, program in {folder}",
        "settings": "settings file", "nearest": "the nearest upward", "no_settings": "no {name} here or in a folder above",
        "policy": "policy", "by_settings": "{file} line {line}", "beside": "the only one in this folder",
        "policies": "the only one in the folder policies",
        "roster": "units", "by_policy": "beside the policy", "no_roster": "no {name} beside the policy",
        "exclude": "passed over", "check": "findings told", "not_set": "not set",
        "lang": "language", "zh": "Chinese", "en": "English", "option": "command line {name}",
        "variable": "environment {name}={value}", "by_text": "the policy is in {lang}",
        "default": "the default (the locale is not English)",
        "colour": "colour", "on": "on", "off": "off", "terminal": "messages go to a terminal",
        "no_terminal": "messages do not go to a terminal",
        "cache": "cache", "users": "the user's cache folder",
    },
}  # fmt: skip

_Value = tuple[str, str]
"""What is in force, and where it comes from."""


def show_settings(session: Session, *, language_by_option: bool) -> None:
    """Writes the table. Raises CommandError where the settings are not right, as commands do."""
    settings = find_settings(Path())
    found: Found | Diagnostic
    try:
        found = found_policy(Path())
    except CommandError as failure:
        if settings and settings.policy is not None:
            raise
        [found] = failure.found
    chinese = _settle(session, found)
    told = _Told(session, settings, found, _WORDS[session.lang])
    values = {
        "version": told.version(),
        "settings": told.settings_file(),
        "policy": told.policy(),
        "roster": told.roster(),
        "exclude": told.exclude(),
        "lang": told.language(chinese, by_option=language_by_option),
        "colour": told.colour(),
        "cache": told.cache(),
    }
    if settings and settings.check:
        values["check"] = told.check()
    rows = [(told.words[key], *value) for key, value in values.items()]
    streams.write(text_table(told.words["heads"].split("|"), rows) + "\n")


def _settle(session: Session, found: Found | Diagnostic) -> bool | None:
    """Whether the policy is in Chinese; None where there is none that can be read. The session speaks its language."""
    source = read_policy(found.path, Problems()) if isinstance(found, Found) else None
    if source is None:
        return None
    chinese = is_chinese(source.text)
    session.settle_language(policy_is_chinese=chinese)
    return chinese


@frozen
class _Told:
    """Each value in the language of the session; ``found`` is the policy, or why there is no one policy."""

    session: Session
    settings: Settings | None
    found: Found | Diagnostic
    words: dict[str, str]

    def version(self) -> _Value:
        folder = Path(__file__).parents[1]
        return version(), self.words["python"].format(python=platform.python_version(), folder=folder)

    def settings_file(self) -> _Value:
        if self.settings is None:
            return self.words["none"], self.words["no_settings"].format(name=SETTINGS)
        return str(self.settings.folder / SETTINGS), self.words["nearest"]

    def policy(self) -> _Value:
        if isinstance(self.found, Diagnostic):
            one = self.found
            return self.words["none"], catalogue.message(one.code, self.session.lang, one.variant, one.args)
        by_settings = self.found.rule == "settings"
        return str(self.found.path), self._line("policy") if by_settings else self.words[self.found.rule]

    def roster(self) -> _Value:
        if isinstance(self.found, Diagnostic):
            return self.words["none"], ""
        roster = roster_beside(self.found.path)
        if roster is None:
            return self.words["none"], self.words["no_roster"].format(name=ROSTER)
        return str(roster), self.words["by_policy"]

    def exclude(self) -> _Value:
        if self.settings is None or not self.settings.exclude:
            return self.words["none"], self.words["not_set"]
        return " ".join(self.settings.exclude), self._line("exclude")

    def check(self) -> _Value:
        assert self.settings
        assert self.settings.check
        choice = self.settings.check
        parts = [] if choice.select is None else [f"select {' '.join(choice.select)}".rstrip()]
        parts += [f"ignore {' '.join(choice.ignore)}"] * bool(choice.ignore)
        parts += [f"{code}={level}" for code, level in choice.levels]
        return " ".join(parts) or self.words["not_set"], self._line("check")

    def language(self, chinese: bool | None, *, by_option: bool) -> _Value:
        spoken, in_chinese_locale = self.words[self.session.lang], language.is_chinese_locale(os.environ)
        if by_option:
            return spoken, self.words["option"].format(name=language.OPTION)
        if self.session.language_chosen:
            return spoken, self._variable(language.VARIABLE)
        if chinese is not None and (chinese or not in_chinese_locale):
            return spoken, self.words["by_text"].format(lang=spoken)
        name, value = language.locale_setting(os.environ)
        if self.session.lang == "en" or in_chinese_locale:
            return spoken, self._variable(name) if name else value
        return spoken, self.words["default"]

    def colour(self) -> _Value:
        on = self.words["on" if streams.use_colour(self.session.colour, sys.stderr, os.environ) else "off"]
        if self.session.colour != "auto":
            return on, self.words["option"].format(name="--color")
        if os.environ.get("NO_COLOR"):
            return on, self._variable("NO_COLOR")
        if os.environ.get("TERM") == "dumb":
            return on, self._variable("TERM")
        return on, self.words["terminal" if sys.stderr.isatty() else "no_terminal"]

    def cache(self) -> _Value:
        folder = cache_folder()
        name = next((name for name in (OFF, *BASES) if os.environ.get(name)), "")
        return str(folder) if folder else self.words["none"], self._variable(name) if name else self.words["users"]

    def _line(self, key: str) -> str:
        assert self.settings
        return self.words["by_settings"].format(file=self.settings.source.name, line=self.settings.line(key))

    def _variable(self, name: str) -> str:
        return self.words["variable"].format(name=name, value=os.environ[name])
