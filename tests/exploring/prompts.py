"""Prompts in each language that we know, made of what they announce: for the tests that obey them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class Phrases:
    """How one language says it: `{p}` is what a key `{k}` is for; `{n}`, `{a}`, `{b}` count digits; `{h}` is `hash`."""

    voice: str
    choice: str
    purposes: Sequence[str]
    count: str
    range: str
    number: str
    hash: str
    star: str
    pound: str
    between: str = ", "
    end: str = ""
    """What a list of choices ends with, before the hash."""

    def menu(self, keys: Sequence[str], *, closing: bool) -> str:
        """Choices, each for something else."""
        named = [{"*": self.star, "#": self.pound}.get(key, key) for key in keys]
        said = (self.choice.format(p=what, k=key) for what, key in zip(self.purposes, named, strict=False))
        return f"{self.between.join(said)}{self.end}{self.hash * closing}."

    def digits(self, low: int, high: int, *, closing: bool) -> str:
        """A number of digits."""
        text = self.count if low == high else self.range
        return text.format(n=low, a=low, b=high, h=self.hash * closing)

    def any_number(self, *, closing: bool) -> str:
        """A number of which nobody says how long it is."""
        return self.number.format(h=self.hash * closing)


PHRASES = {
    "da": Phrases("da-DK-Naja", "for {p} tryk {k}", ("salg", "support", "hjælp"), "Indtast de {n} cifre{h}.",
                  "Indtast {a} til {b} cifre{h}.", "Indtast dit værelse{h}.", " efterfulgt af firkant", "stjerne",
                  "firkant"),
    "de": Phrases("de-DE-Katja", "für {p} drücken Sie die {k}", ("Vertrieb", "Support", "Hilfe"),
                  "Geben Sie die {n} Ziffern ein{h}.", "Geben Sie {a} bis {b} Ziffern ein{h}.",
                  "Geben Sie Ihre Zimmernummer ein{h}.", ", gefolgt von der Raute-Taste", "Sterntaste", "Raute"),
    "en": Phrases("en-GB-Emma", "for {p} press {k}", ("sales", "support", "the desk"), "Enter your {n} digits{h}.",
                  "Enter {a} to {b} digits{h}.", "Please enter your room number{h}.", ", then press the hash key",
                  "star", "hash"),
    "es": Phrases("es-ES-Laura", "para {p} pulse {k}", ("ventas", "soporte", "pagos"), "Ingrese los {n} dígitos{h}.",
                  "Ingrese de {a} a {b} dígitos{h}.", "Ingrese su habitación{h}.", " seguidos de la tecla numeral",
                  "asterisco", "numeral"),
    "fr": Phrases("fr-FR-Julie", "pour {p} tapez {k}", ("les ventes", "la cantine", "l'assistance"),
                  "Saisissez les {n} chiffres{h}.", "Saisissez de {a} à {b} chiffres{h}.",
                  "Saisissez votre chambre{h}.", " suivis de la touche dièse", "étoile", "dièse"),
    "hi": Phrases("hi-IN-Kalpana", "{p} के लिए {k} दबाएं", ("बिक्री", "टेबल", "शिकायत"),
                  "अपना {n} अंकों का पिन दर्ज करें{h}।",
                  "{a} से {b} अंक दर्ज करें{h}।", "अपना पिन दर्ज करें{h}।", ", फिर हैश दबाएं", "स्टार", "हैश"),
    "id": Phrases("id-ID-Andika", "untuk {p} tekan {k}", ("penjualan", "bantuan", "operator"),
                  "Masukkan {n} digit PIN Anda{h}.", "Masukkan {a} sampai {b} digit{h}.", "Masukkan nomor Anda{h}.",
                  " diikuti tanda pagar", "bintang", "pagar"),
    "it": Phrases("it-IT-Elsa", "per {p} prema {k}", ("le vendite", "il taxi", "il tavolo"), "Digiti le {n} cifre{h}.",
                  "Digiti da {a} a {b} cifre{h}.", "Digiti la sua camera{h}.", " seguite dal tasto cancelletto",
                  "asterisco", "cancelletto"),
    "ja": Phrases("ja-JP-Ayumi", "{p}は{k}を", ("予約", "変更", "取消"), "{n}桁の番号を入力してください。{h}",
                  "{a}から{b}桁の番号を入力してください。{h}", "番号を入力してください。{h}",
                  "最後にシャープを押してください。",
                  "アスタリスク", "シャープ", "、", "押してください。"),
    "ms": Phrases("ms-MY-Rizwan", "untuk {p} tekan {k}", ("jualan", "bantuan", "meja"),
                  "Masukkan {n} digit PIN anda{h}.", "Masukkan {a} hingga {b} digit{h}.", "Masukkan nombor anda{h}.",
                  " diikuti tanda pagar", "bintang", "pagar"),
    "nl": Phrases("nl-NL-Hanna", "voor {p} druk op {k}", ("verkoop", "service", "de balie"),
                  "Toets de {n} cijfers in{h}.", "Toets {a} tot {b} cijfers in{h}.", "Toets uw kamer in{h}.",
                  ", gevolgd door een hekje", "sterretje", "hekje"),
    "pt": Phrases("pt-BR-Ana", "para {p} pressione {k}", ("vendas", "suporte", "pagamentos"),
                  "Digite os {n} dígitos{h}.", "Digite de {a} a {b} dígitos{h}.", "Digite o quarto{h}.",
                  " seguidos de jogo da velha", "asterisco", "jogo da velha"),
    "th": Phrases("th-TH-Pattara", "สำหรับ{p} กด {k}", ("ฝ่ายขาย", "ฝ่ายบริการ", "จองโต๊ะ"), "กรุณากดรหัส {n} หลัก {h}",
                  "กรุณากด {a} ถึง {b} หลัก {h}", "กรุณากดรหัสของท่าน {h}", " ตามด้วยเครื่องหมายสี่เหลี่ยม", "ดอกจัน",
                  "สี่เหลี่ยม", " "),
    "tl": Phrases("fil-PH-Rosa", "para sa {p} pindutin ang {k}", ("sales", "support", "mesa"),
                  "Ilagay ang {n}-digit na PIN{h}.", "Ilagay ang {a} hanggang {b}-digit na PIN{h}.",
                  "Ilagay ang inyong PIN{h}.", " na sinusundan ng pound key", "star", "pound key"),
    "vi": Phrases("vi-VN-An", "để {p} bấm phím {k}", ("mua hàng", "hủy", "đặt bàn"), "Vui lòng nhập {n} chữ số{h}.",
                  "Vui lòng nhập {a} đến {b} chữ số{h}.", "Vui lòng nhập mã khách hàng{h}.", ", sau đó bấm phím thăng",
                  "sao", "thăng"),
    "zh": Phrases("zh-CN-Yaoyao-Apollo", "{p}请按{k}", ("查询余额", "转人工", "订位"), "请输入{n}位密码{h}。",
                  "请输入{a}到{b}位密码{h}。", "请输入密码{h}。", "，按井号键结束", "星号", "井号", "，"),
}  # fmt: skip
