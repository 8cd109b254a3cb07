import anyAscii from 'any-ascii';

// Writing systems to Latin letters. Own tables where a general transliterator loses what skeletons need (Arabic and
// Hebrew write no short vowels; their consonants must land in the same classes as Latin spellings); any-ascii elsewhere.

function tableOf(pairs: string): ReadonlyMap<string, string> {
  return new Map(
    pairs.split(' ').map((pair) => {
      const [from = '', to = ''] = pair.split('=');
      return [from, to];
    }),
  );
}

const ARABIC =
  'ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=w ئ=y ب=b پ=b ت=t ة=a ث=th ج=j چ=ch ح=h خ=kh د=d ذ=d ر=r ز=z ژ=j س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=g ' +
  'ف=f ڤ=f ق=k ك=k ک=k گ=g ڭ=g ل=l م=m ن=n ه=h ھ=h ہ=h ۀ=h ە=h و=w ۇ=w ۆ=w ی=y ي=y ى=a ې=y ے=y ں=n ٹ=t ڈ=d ڑ=r ڕ=r ڵ=l ـ= ' +
  '٠=0 ١=1 ٢=2 ٣=3 ٤=4 ٥=5 ٦=6 ٧=7 ٨=8 ٩=9 ۰=0 ۱=1 ۲=2 ۳=3 ۴=4 ۵=5 ۶=6 ۷=7 ۸=8 ۹=9';
const HEBREW =
  'א=a ב=b ג=g ד=d ה=h ו=w ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t ׳= ״=';
const CYRILLIC =
  'а=a б=b в=v г=g ґ=g д=d ђ=dj е=e ё=e є=ye ж=zh з=z и=i й=y і=i ї=yi ј=j к=k л=l љ=l м=m н=n њ=n о=o п=p р=r с=s т=t ћ=ch у=u ў=u ' +
  'ф=f х=h ц=ts ч=ch џ=dj ш=sh щ=sh ъ= ы=y ь= э=e ю=yu я=ya ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h';
const GREEK = 'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=h ψ=ps ω=o';

const LETTERS: ReadonlyMap<string, string> = new Map(
  [ARABIC, HEBREW, CYRILLIC, GREEK].flatMap((pairs) => [...tableOf(pairs)]),
);

const PLAIN = /^[\u0020-\u007e]*$/u;
const HAN = /\p{Script=Han}/u;
const MARKS = /\p{M}+/gu;
const LATIN_SPECIALS: ReadonlyMap<string, string> = tableOf(
  'č=ch ć=ch š=sh ş=sh ș=sh ž=zh ç=s ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ŋ=n ħ=h ə=a ʼ= ’= ʻ= ʿ= ʾ= `= ´=',
);

/** Letters whose mark tells a sound are spelled out; all other marks fall. */
function bare(text: string): string {
  return text
    .replace(/[צץ]['׳]/gu, 'ch')
    .replace(/[גז]['׳]/gu, 'j')
    .replace(/[^\p{ASCII}\p{M}]/gu, (letter) => LATIN_SPECIALS.get(letter) ?? letter)
    .normalize('NFKD')
    .replace(MARKS, '');
}

/**
 * The text in small Latin letters without marks, whatever it was written in. Chinese characters become one word for
 * each character (`王小明` -> `wang xiao ming`). Applying it twice changes nothing.
 */
export function toLatin(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  let latin = '';
  for (const letter of bare(text.normalize('NFKC').toLowerCase())) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) latin += letter;
    else {
      const known = LETTERS.get(letter);
      if (known !== undefined) latin += known;
      else if (HAN.test(letter)) latin += ` ${anyAscii(letter).toLowerCase()} `;
      else latin += /[\p{L}\p{N}]/u.test(letter) ? anyAscii(letter).toLowerCase() : ' ';
    }
  }
  return latin;
}
