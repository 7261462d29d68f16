"""The phrases of prompts, by language, as regular expressions over lower-case text."""

from __future__ import annotations

from simulator.model._record import frozen

_NOT_A_CHOICE = (
    r"(?!(?: key| sign| button)?,? (?:for|to (?:repeat|hear|go|return|listen|cancel|skip|speak|talk|reach)))"
)
"""'Then press hash to repeat' offers a choice; it does not end an entry."""


@frozen
class Phrases:
    """One language. `numbers` names 1, 2, 3 ... in order, spellings apart by `/`; `digits` follows a number.

    `unspaced`: the language writes no spaces between words.
    """

    hash: str
    again: str
    enter: str
    digits: str
    numbers: str
    to: str = "-|–"
    unspaced: bool = False


PHRASES: dict[str, Phrases] = {
    "en": Phrases(
        hash=r"(?:followed by|ending (?:in|with)|end(?: it)? with|finish(?:ing)? with|terminated (?:by|with)"
        r"|(?:and|then) press|(?<=, )then|(?:and|end by) pressing) (?:the |a )?(?:hash|pound|number sign|#)"
        + _NOT_A_CHOICE,
        again=r"\b(?:try again|once more|another try|retry|re-?enter)\b",
        enter=r"\b(?:enter|key in|type|input|dial|provide)\b",
        digits=r"[ -](?:numeric )?digits?\b",
        numbers="one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
        to="to|or|-|–",
    ),
    "de": Phrases(
        hash=r"(?:gefolgt von|mit|und|dann|anschließend|danach)(?: (?:der|die|drücken sie|drücken))* (?:raute|#)",
        again=r"\b(?:noch einmal|nochmals?|erneut)\b",
        enter=r"\b(?:geben|gib|tippen|wählen|eingeben|eintippen)\b",
        digits=r"(?: |-)?(?:stellige[nrsm]?|ziffern|stellen)\b",
        numbers="eins/ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        to="bis|oder|-|–",
    ),
    "fr": Phrases(
        hash=r"(?:suivie?s? (?:de|par|du)|puis|terminez par|validez (?:par|avec)|et appuyez sur)"
        r"[^.!?,]{0,22}(?:dièse|#)",
        again=r"\b(?:réessayer|réessayez|à nouveau|de nouveau|encore une fois)\b",
        enter=r"\b(?:saisissez|saisir|entrez|entrer|composez|composer|tapez|taper)\b",
        digits=r" chiffres?\b",
        numbers="un deux trois quatre cinq six sept huit neuf dix onze douze",
        to="à|ou|-|–",
    ),
    "es": Phrases(
        hash=r"(?:seguid[oa]s? (?:de|por)|luego|termine con|finalice con|y (?:pulse|presione|oprima))[^.!?,]{0,22}"
        r"(?:almohadilla|numeral|tecla gato|#)",
        again=r"\b(?:inténtelo de nuevo|intente de nuevo|intente nuevamente|otra vez|de nuevo)\b",
        enter=r"\b(?:introduzca|ingrese|marque|digite|teclee|escriba)\b",
        digits=r" (?:dígitos?|cifras?)\b",
        numbers="uno/un dos tres cuatro cinco seis siete ocho nueve diez once doce",
        to="a|o|-|–",
    ),
    "pt": Phrases(
        hash=r"(?:seguid[oa]s? (?:de|da|do|pel[oa])|depois|termine com|e (?:pressione|tecle))[^.!?,]{0,22}"
        r"(?:jogo da velha|cardinal|sustenido|#)",
        again=r"\b(?:tente novamente|tente outra vez|de novo|novamente)\b",
        enter=r"\b(?:digite|introduza|insira|marque|informe|tecle)\b",
        digits=r" (?:dígitos?|algarismos?)\b",
        numbers="um dois três quatro cinco seis sete oito nove dez onze doze",
        to="a|ou|-|–",
    ),
    "it": Phrases(
        hash=r"(?:seguit[oaie] da|poi|terminare con|e prem(?:a|ere|i))[^.!?,]{0,22}(?:cancelletto|#)",
        again=r"\b(?:riprov\w+|di nuovo|ancora una volta|nuovamente)\b",
        enter=r"\b(?:inserisca|inserire|inserisci|digiti|digitare|digita|componga)\b",
        digits=r" cifre?\b",
        numbers="uno/una due tre quattro cinque sei sette otto nove dieci undici dodici",
        to="a|o|-|–",
    ),
    "nl": Phrases(
        hash=r"(?:gevolgd door|afgesloten met|sluit af met|en druk op|daarna|dan)(?: (?:een|het|op))* (?:hekje|#)",
        again=r"\b(?:opnieuw|nog een keer|nogmaals)\b",
        enter=r"\b(?:voer|toets|kies|geef|invoeren|intoetsen)\b",
        digits=r" ?-?(?:cijfers?|cijferige)\b",
        numbers="één/een twee drie vier vijf zes zeven acht negen tien elf twaalf",
        to="tot|of|-|–",
    ),
    "da": Phrases(
        hash=r"(?:efterfulgt af|afslut med|og tryk)[^.!?,]{0,12}(?:firkant|havelåge|#)",
        again=r"\b(?:prøv igen|igen|endnu en gang)\b",
        enter=r"\b(?:indtast|tast|indtaste)\b",
        digits=r" ?-?(?:cifre|ciffer|cifrede|cifret)\b",
        numbers="et/en to tre fire fem seks syv otte ni ti elleve tolv",
        to="til|eller|-|–",
    ),
    **dict.fromkeys(
        ("id", "ms"),
        Phrases(
            hash=r"(?:diikuti|diakhiri|disusul|lalu|kemudian|dan tekan)[^.!?,]{0,22}(?:pagar|hash|#)",
            again=r"\b(?:coba lagi|cuba lagi|sekali lagi)\b",
            enter=r"\b(?:masukkan|masukan|ketik|taip|tekan)\b",
            digits=r" (?:digit|angka)\b",
            numbers="satu dua tiga empat lima enam tujuh delapan/lapan sembilan sepuluh sebelas",
            to="sampai|hingga|atau|-|–",
        ),
    ),
    "zh": Phrases(
        hash=r"(?:以|[后後]按|然[后後]按|[并並]按|,按|，按)(?:井[号號]|#)|(?:井[号號]|#)[键鍵]?(?:来)?(?:[结結]束|[确確][认認])",
        again=r"重新[输輸]入|再[试試]|再[输輸]入|重[试試]",
        enter=r"[输輸]入|[键鍵]入",
        digits=r" ?位",
        numbers="一 二/两/兩 三 四 五 六 七 八 九 十 十一 十二",
        to="至|到|或|-|–",
        unspaced=True,
    ),
    "ja": Phrases(
        hash=r"(?:最後に|続けて|続いて|その後、?|のあと、?|の後、?)(?:シャープ|#|＃|井桁)|(?:シャープ|#|＃)で(?:終|確定)",
        again=r"もう一度|再度|やり直",
        enter=r"入力|押し",
        digits=r" ?桁|けた",
        numbers="一 二 三 四 五 六 七 八 九 十",
        to="から|または|-|–|〜",
        unspaced=True,
    ),
}
