import type { Words } from '../lexicon/lexicon.ts';
import { anyOf, countOf, type Grammar, monthOf } from './grammar.ts';
import {
  calendar,
  dayPeriod,
  lastOfMonth,
  monthsPeriod,
  NUMERIC_DAY,
  type Period,
  partOfYear,
  relative,
  thirdOfMonth,
  thirdOfYear,
  yearOf,
} from './period.ts';
import type { WrittenYear } from './rules.ts';

const END = '(?![\\p{L}\\p{M}\\p{N}])';
const YEAR =
  '(?:\\s*,?\\s*(?:de|del)?\\s*(?:año\\s+)?(\\d{4}|(?:presente|este|corriente|mismo|próximo|siguiente)\\s+año|año\\s+(?:en\\s+curso|corriente|próximo|entrante|siguiente)|año))?';
const FORUM =
  "\\s+(?:de|del)(?:\\s+(?:la|el|los|las|esta|este))?\\s+(\\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*(?:\\s+(?:(?:de|del|la|las|los|sobre|para|y|e|contra|al?|el)\\s+){0,3}\\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*){0,9})";
const MEETING =
  '(?:reunión|reuniones|sesión|sesiones|encuentro|asamblea|conferencia|cumbre|plenaria|plenario|per[ií]odo\\s+(?:ordinario\\s+|extraordinario\\s+)?de\\s+sesiones|cita|taller)';
const QUALIFIER =
  '(?:\\s+(?:ordinaria|extraordinaria|ordinario|virtual|técnica|técnico|presencial|plenaria|anual|regional|de\\s+trabajo|viceministerial|ministerial))*';

function yearWritten(text: string | undefined): WrittenYear {
  const plain = (text ?? '').toLowerCase();
  if (plain === '') return null;
  if (/próximo|siguiente|entrante/u.test(plain)) return 'next';
  return yearOf(plain) ?? 'this';
}

function ordinal(words: Words, text: string | undefined): number | 'last' {
  const plain = (text ?? '').toLowerCase().replace(/[º°.]|er$|do$|to$/gu, '');
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(plain);
  if (/últim/u.test(plain)) return 'last';
  if (roman !== -1) return roman + 1;
  return countOf(words, (text ?? '').toLowerCase()) ?? (Number.parseInt(plain, 10) || 1);
}

const THIRDS: Readonly<Record<string, 1 | 2 | 3>> = {
  principios: 1,
  inicios: 1,
  comienzos: 1,
  'primeros días': 1,
  mediados: 2,
  fines: 3,
  finales: 3,
  'últimos días': 3,
};

function third(text: string | undefined): 1 | 2 | 3 {
  return THIRDS[(text ?? '').toLowerCase().replace(/\s+/g, ' ')] ?? 3;
}

function week(year: WrittenYear, month: number, which: number | 'last'): Period {
  if (which === 'last') return { first: calendar(year, month, 22), last: calendar(year, month, 'last') };
  return { first: calendar(year, month, which * 7 - 6), last: calendar(year, month, Math.min(which * 7, 28)) };
}

const RELATIVE_UNITS: Readonly<Record<string, 'week' | 'month' | 'quarter' | 'half' | 'year'>> = {
  semana: 'week',
  mes: 'month',
  trimestre: 'quarter',
  semestre: 'half',
  año: 'year',
};

function relativeUnit(noun: string | undefined, marker: string | undefined): Period | null {
  const unit = RELATIVE_UNITS[(noun ?? '').toLowerCase()];
  return unit ? relative(unit, /próxim|siguiente|entrante/u.test((marker ?? '').toLowerCase()) ? 1 : 0) : null;
}

function periods(words: Words): Grammar['periods'] {
  const month = `(${anyOf(words.months.flat())})`;
  const number = `(\\d{1,3}|${anyOf(Object.keys(words.numbers))})`;
  const rank =
    '(primer|primero|primera|segundo|segunda|tercer|tercero|tercera|cuarto|cuarta|últim[oa]|1er\\.?|2do\\.?|3er\\.?|4to\\.?|[1-4][º°]|i{1,3}|iv)';
  const day =
    '(?:(?:el|del|al)\\s+)?(?:día\\s+)?(?:(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\\s+)?(?:el\\s+)?(\\d{1,2}|primero|uno)(?:\\.?[º°]|ro\\.?)?(?:\\s*\\(\\d{1,2}\\))?';
  const re = (source: string): RegExp => new RegExp(source + END, 'iuy');
  const dayNumber = (text: string | undefined): number => countOf(words, text ?? '') ?? 0;
  return [
    ...NUMERIC_DAY,
    {
      re: re(
        `(?:(?:del|el|entre\\s+el|los|desde\\s+el)\\s+)?(?:días\\s+)?(\\d{1,2})(?:\\s+de\\s+${month})?\\s*(?:al|a|y|hasta|-|–)\\s*(?:el\\s+)?(\\d{1,2})\\s+de\\s+${month}${YEAR}`,
      ),
      read: ([, from, fromMonth, to, toMonth, year]) => {
        const last = monthOf(words, toMonth);
        const written = yearWritten(year);
        const start = dayPeriod(written, fromMonth ? monthOf(words, fromMonth) : last, Number(from));
        const end = dayPeriod(written, last, Number(to));
        const impossible = start.impossible ?? end.impossible;
        return { first: start.first, last: end.last, ...(impossible ? { impossible } : {}) };
      },
    },
    {
      re: re(`(?:el\\s+)?último\\s+día\\s+(?:(hábil|laborable)\\s+)?(?:de|del\\s+mes\\s+de)\\s+${month}${YEAR}`),
      read: ([, working, m, y]) => lastOfMonth(yearWritten(y), monthOf(words, m), working !== undefined),
    },
    {
      re: re(`${day}(?:\\s+días)?\\s+(?:de|del\\s+mes\\s+de)\\s+${month}${YEAR}`),
      read: ([, d, m, y]) => dayPeriod(yearWritten(y), monthOf(words, m), dayNumber(d)),
    },
    {
      re: re(
        `(?:los\\s+)?(principios|inicios|comienzos|mediados|fines|finales|primeros\\s+días|últimos\\s+días)\\s+(?:de|del\\s+mes\\s+de)\\s+${month}${YEAR}`,
      ),
      read: ([, part, m, y]) => thirdOfMonth(yearWritten(y), monthOf(words, m), third(part)),
    },
    {
      re: re(
        '(principios|inicios|comienzos|mediados|fines|finales)\\s+(?:de|del)\\s+(?:año\\s+)?(\\d{4}|(?:presente|este|corriente|próximo)\\s+año|año(?:\\s+(?:en\\s+curso|próximo|entrante))?)',
      ),
      read: ([, part, y]) => thirdOfYear(yearWritten(y), third(part)),
    },
    {
      re: re('(principios|mediados|fines|finales)\\s+de(?:l)?\\s+(?:presente\\s+|este\\s+)?mes'),
      read: () => relative('month', 0),
    },
    {
      re: re(`(?:la\\s+)?(primera|segunda)\\s+quincena\\s+(?:de|del\\s+mes\\s+de)\\s+${month}${YEAR}`),
      read: ([, part, m, y]) =>
        (part ?? '').toLowerCase() === 'primera'
          ? {
              first: calendar(yearWritten(y), monthOf(words, m), 1),
              last: calendar(yearWritten(y), monthOf(words, m), 15),
            }
          : {
              first: calendar(yearWritten(y), monthOf(words, m), 16),
              last: calendar(yearWritten(y), monthOf(words, m), 'last'),
            },
    },
    {
      re: re(
        `(?:la\\s+)?(primera|segunda|tercera|cuarta|última)\\s+semana\\s+(?:de|del\\s+mes\\s+de)\\s+${month}${YEAR}`,
      ),
      read: ([, n, m, y]) => week(yearWritten(y), monthOf(words, m), ordinal(words, n)),
    },
    {
      re: re(`(?:el\\s+)?${rank}\\s+(trimestre|semestre|bimestre|cuatrimestre)${YEAR}`),
      read: ([, n, unit, y]) =>
        partOfYear(
          yearWritten(y),
          ordinal(words, n),
          { trimestre: 3, semestre: 6, bimestre: 2, cuatrimestre: 4 }[(unit ?? '').toLowerCase()] ?? 3,
        ),
    },
    {
      re: re(`(?:los\\s+)?(?:(primeros|últimos)\\s+${number}|${number}\\s+(primeros|últimos))\\s+meses${YEAR}`),
      read: ([, edge, n, n2, edge2, y]) => {
        const count = countOf(words, n ?? n2 ?? '') ?? 0;
        if (count < 1 || count > 12 || y === undefined) return null;
        return /primeros/iu.test(edge ?? edge2 ?? '')
          ? monthsPeriod(yearWritten(y), 1, count)
          : monthsPeriod(yearWritten(y), 13 - count, 12);
      },
    },
    {
      re: re(`(?:los\\s+meses\\s+de\\s+)?${month}(?:\\s+de\\s+(\\d{4}))?\\s+(?:a|y|hasta|al|e)\\s+${month}${YEAR}`),
      read: ([, from, fromYear, to, y]) => {
        const written = yearWritten(y);
        return {
          first: calendar(yearOf(fromYear) ?? written, monthOf(words, from), 1),
          last: calendar(written, monthOf(words, to), 'last'),
        };
      },
    },
    {
      re: re(`(?:el\\s+)?(?:próximo\\s+)?(?:mes\\s+de\\s+)?${month}${YEAR}`),
      read: ([, m, y]) => monthsPeriod(yearWritten(y), monthOf(words, m), monthOf(words, m)),
    },
    {
      re: re(
        '(?:la|el|esta|este)?\\s*(próxima|próximo|siguiente|presente|esta|este|misma|mismo)\\s+(semana|mes|trimestre|semestre|año)',
      ),
      read: ([, marker, noun]) => relativeUnit(noun, marker),
    },
    {
      re: re(
        '(?:(?:la|el)\\s+)?(semana|mes|trimestre|semestre|año)\\s+(próxima|próximo|siguiente|entrante|en\\s+curso|corriente)',
      ),
      read: ([, noun, marker]) => relativeUnit(noun, marker),
    },
    { re: re('(?:el\\s+)?(?:año\\s+)?(20\\d{2})'), read: ([, y]) => monthsPeriod(yearOf(y), 1, 12) },
    { re: re('(?:el\\s+)?año'), read: () => monthsPeriod('this', 1, 12) },
    { re: re('(?:el\\s+)?mes'), read: () => relative('month', 0) },
  ];
}

/** The grammar of Spanish deadlines over the given words. */
export function spanishGrammar(words: Words): Grammar {
  const number = `(\\d{1,3}|${anyOf(Object.keys(words.numbers))})`;
  const unit = '(horas?|días?|semanas?|quincenas?|meses|mes|años?)';
  const tail = '(?:\\s+(?:hábiles|laborables|laborales|calendario|naturales|corridos))?';
  const counted = `(?:(?:los|las|unos)\\s+)?(?:(?:próximos|próximas|siguientes|primeros)\\s+)?${number}(?:\\s*\\([^)]{1,30}\\))?\\s+(?:próximos\\s+|próximas\\s+)?${unit}(${tail})`;
  const re = (source: string, flags = 'iuy'): RegExp => new RegExp(source, flags);
  return {
    periods: periods(words),
    leads: [
      {
        re: re(
          `antes\\s+(?:de|del)\\s+(?=(?:(?:los|el|la)\\s+)?(?:fin|fines|final|finales|cierre|término|finalizar|concluir|terminar)${END})`,
        ),
        bind: 'end',
      },
      { re: re('(?:antes\\s+de\\s+que\\s+(?:finalice|termine|concluya|acabe))\\s+'), bind: 'end' },
      { re: re(`(?:antes|con\\s+anterioridad|previo|previamente)\\s+(?:de|del|al?)${END}\\s*`), bind: 'start' },
      {
        re: re(
          `(?:a\\s+más\\s+tardar|como\\s+máximo|no\\s+más\\s+tarde\\s+(?:de|del)|no\\s+después\\s+(?:de|del)|no\\s+más\\s+allá\\s+(?:de|del)|con\\s+(?:fecha\\s+límite|plazo(?:\\s+máximo)?)(?:\\s+(?:de|hasta|al?|para))?|fecha\\s+(?:límite|máxima|de\\s+entrega)(?:\\s+de\\s+entrega)?\\s*(?::|(?:es|será))?|plazo(?:\\s+(?:límite|máximo))?\\s*:?|hasta|vence|vencimiento\\s*:?)(?:\\s+(?:en|el|para|a|al|hasta|del?))?${END}\\s*`,
        ),
        bind: 'end',
      },
      { re: re(`(?:a\\s+más\\s+tardar|fecha\\s+límite|plazo|vencimiento)\\s*[,:]\\s*(?:el\\s+)?`), bind: 'end' },
      { re: re(`para\\s+(?:el\\s+|la\\s+)?`), bind: 'end' },
      { re: re(`de\\s+(?=(?:${anyOf(words.months.flat())})(?:\\s+de\\s+\\d{4})?\\s+a\\s)`), bind: 'at' },
      { re: re('(?=(?:(?:la|el)\\s+)?(?:próxim[ao]|siguiente)\\s+(?:semana|mes|trimestre|semestre|año))'), bind: 'at' },
      { re: re(`(?:en|durante|a|al|dentro\\s+de|dentro\\s+del|entre|desde|del|el|hacia|por)${END}\\s*`), bind: 'at' },
    ],
    latest: re('\\s*,?\\s*(?:a\\s+más\\s+tardar|como\\s+(?:fecha\\s+)?(?:máxim[oa]|límite))'),
    edge: re(
      `(?:(?:el|la|los)\\s+)?(?:fin|fines|final|finales|cierre|término|finalizar|concluir|terminar)\\s+(?:de\\s+la\\s+|de\\s+|del\\s+|el\\s+|la\\s+)?(?:mes\\s+de\\s+)?`,
    ),
    duration: re(
      `(?:dentro\\s+(?:de|del)(?:\\s+(?:un|el))?(?:\\s*(?:plazo|término|lapso|período)(?:\\s+máximo)?\\s+de)?|(?:en|con)\\s+(?:un|el)\\s+(?:plazo|término|período|periodo|lapso|máximo)(?:\\s+(?:no\\s+mayor\\s+(?:a|de|que)|no\\s+superior\\s+a|máximo\\s+de|máximo|perentorio\\s+de|que\\s+no\\s+(?:exceda|exceder[áa]|supere)(?:\\s+de)?|de\\s+hasta|de))?|en\\s+no\\s+más\\s+de|(?:a\\s+más\\s+tardar|como\\s+máximo|no\\s+más\\s+tarde\\s+de)(?:\\s+(?:en|a|dentro\\s+de))?|(?:el\\s+)?plazo\\s*(?:máximo\\s+)?(?:de|:)|en|a\\s+los|tras)\\s+${counted}`,
    ),
    bareDuration: re(`^\\s*${counted}`),
    count: (text) => countOf(words, text),
    unit: (text) => {
      const plain = text.toLowerCase();
      return plain.startsWith('hora')
        ? 'H'
        : plain.startsWith('día')
          ? 'D'
          : plain.startsWith('sem')
            ? 'W'
            : plain.startsWith('me')
              ? 'M'
              : plain.startsWith('a')
                ? 'Y'
                : null;
    },
    business: /hábiles|laborables|laborales/iu,
    anchor: (rest) => {
      const match =
        /^\s*,?\s*(?:(?:siguientes|posteriores|contados|contadas|después|a\s+partir|desde|luego|tras)\s*){1,3}(?:(?:a|al|de|del|desde|partir)\s*){0,3}((?:la\s+|el\s+|su\s+|esta\s+|este\s+|haber\s+|que\s+)?[\p{L}\p{M}]+(?:\s+(?:de|del)(?:\s+(?:la|el|esta|este|dicho|dicha|los|las))?\s+[\p{L}\p{M}]+)?)/u.exec(
          rest,
        );
      if (!match) return null;
      const event = match[1] ?? '';
      if (/circula|distribuci/iu.test(event)) return { anchor: 'circulation.date', length: match[0].length };
      if (/(?<![\p{L}\p{M}])(?:cada|tod[oa]s?|cualquier)(?![\p{L}\p{M}])/iu.test(event))
        return { anchor: 'each', length: match[0].length };
      if (
        /reunión|sesión|fecha|presente|encuentro|hoy/iu.test(event) ||
        /^(?:la\s+|su\s+)?(?:adopción|aprobación|firma)(?:\s+(?:de|del)\s+(?:esta|este|la\s+presente|el\s+presente)|$)/iu.test(
          event,
        )
      )
        return { anchor: 'meeting.date', length: match[0].length };
      return { anchor: 'event', event: event.trim(), length: match[0].length };
    },
    event: re(
      `(en|durante|a|para|dentro\\s+de|antes\\s+de|previo\\s+a|previa\\s+a|hasta|después\\s+de|luego\\s+de|con\\s+ocasión\\s+de|en\\s+el\\s+marco\\s+de|al|del?)${END}\\s*(?:(?:la|el|su|las|los|lo)\\s+)?(?:(próxima|próximo|próximas|siguiente|subsiguiente|futura|esta|este|presente|actual)\\s+${MEETING}|(${MEETING})${QUALIFIER}\\s+(?:próxima|siguiente)|([IVXL]{1,7}|\\d{1,3}[ªa°º.]*|(?:\\p{L}+(?:ésim[oa]|gésim[oa])\\s+)?(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa])|(?:un|duo)?décim[oa]|\\p{L}+ésim[oa])\\s+${MEETING})${END}${QUALIFIER}`,
    ),
    forum: re(FORUM, 'uy'),
    readEvent: (match) => {
      const lead = (match[1] ?? '').toLowerCase();
      if (/^del?$/u.test(lead)) return null;
      const marker = (match[2] ?? '').toLowerCase();
      return {
        which: match[4] ? 'named' : /^(?:esta|este|presente|actual)$/u.test(marker) ? 'current' : 'next',
        relation: /antes|previ|hasta/u.test(lead) ? 'before' : /después|luego/u.test(lead) ? 'after' : 'at',
      };
    },
    conditions: [
      re(
        `(?:una\\s+vez(?:\\s+que)?|en\\s+cuanto(?!\\s+al?${END})|tan\\s+pronto(?:\\s+como)?|después\\s+de\\s+que|luego\\s+de\\s+que|siempre\\s+(?:que|y\\s+cuando)|sujeto\\s+a|sujeta\\s+a|a\\s+condición\\s+de\\s+que|previa\\s+(?:aprobación|autorización|consulta|revisión|validación)|a\\s+partir\\s+de\\s+la\\s+(?:entrada|aprobación|firma|publicación)|tras\\s+la\\s+(?:aprobación|firma|publicación|entrega|recepción|entrada|validación)|cuando(?!\\s+(?:corresponda|proceda|sea\\s+necesario|así)))${END}[^,;.:]{2,160}`,
      ),
      re(
        `(?<=^\\s*)(?:concluid|aprobad|recibid|finalizad|terminad|publicad|revisad|cumplid|validad|firmad|entregad|completad)[oa]s?\\s+(?:el|la|los|las|dich[oa]s?|est[aeo]s?)\\s[^,;.:]{2,120}`,
      ),
    ],
    vague: re(
      `(?:a\\s+la\\s+(?:mayor\\s+)?brevedad(?:\\s+posible)?|con\\s+(?:la\\s+mayor\\s+)?(?:brevedad|prontitud|urgencia)|(?:lo\\s+)?(?:antes|más\\s+pronto)\\s+posible|lo\\s+más\\s+pronto(?:\\s+posible)?|cuanto\\s+antes|oportunamente|en\\s+su\\s+(?:momento|oportunidad)|en\\s+(?:un\\s+)?(?:el\\s+)?(?:corto|mediano|largo)\\s+plazo|a\\s+(?:corto|mediano|largo)\\s+plazo|próximamente|de\\s+inmediato|inmediatamente|sin\\s+(?:demora|dilación)|de\\s+manera\\s+(?:permanente|urgente|inmediata|continua|periódica)|de\\s+forma\\s+(?:permanente|urgente|inmediata|continua|periódica)|periódicamente|permanentemente|en\\s+los\\s+próximos\\s+(?:días|meses)|con\\s+la\\s+debida\\s+antelación|en\\s+un\\s+plazo\\s+razonable|(?:semanal|mensual|bimestral|bimensual|trimestral|cuatrimestral|semestral|anual|bienal|periódica)mente|(?<!(?:en|de|del|por|para)\\s+)cada\\s+(?:(?:dos|tres|cuatro|seis|\\d{1,2})\\s+)?(?:días|semanas?|mes|meses|trimestre|semestre|años?)|(?:una|dos|tres)\\s+(?:vez|veces)\\s+(?:al|por)\\s+(?:mes|trimestre|semestre|año)|todos\\s+los\\s+(?:meses|años))${END}`,
    ),
    objectYear:
      /(?:calendarios?|plan|planes|presupuestos?|programas?|agendas?|cronogramas?|metas?|cuotas?|informes?|campañas?|objetivos?|indicadores|POA|estrategias?|ejercicio|contribuciones|aportes|proyecciones|necesidades|prioridades|temario)(?:\s+(?!(?:antes|hasta)\s)[\p{L}\p{M}-]+){0,8}\s+para\s+(?:el\s+|los\s+)?(?:años?\s+|per[ií]odo\s+|bienio\s+|trienio\s+)?20\d{2}[^\p{L}]*$|(?:declar|proclam|design)\p{L}+\s+(?:el\s+|al\s+)?año\s+20\d{2}[^\p{L}]*$|correspondiente\s+(?:al?|en)\s+(?:el\s+)?(?:año\s+)?20\d{2}[^\p{L}]*$/iu,
    past: /(?<!(?:será|serán|sea|sean|ser)\s)(?:realizad|celebrad|efectuad|llevad|firmad|aprobad|adoptad|suscrit|presentad|publicad|emitid|fechad|iniciad|concluid|enviad|circulad|creado|ocurrid|convocad|sostenid|recibid)[oa]s?(?:\s+(?!\p{L}+rán?(?!\p{L}))[\p{L}\p{M},]+){0,8}\s*$|(?:desde|ordenó|(?:acordó|acordaron)(?!\s+(?:que|\p{L}+[aei]r(?:l[oae]s?)?)(?!\p{L}))|celebró|realizó|finalizó|concluyó|inició|entró|aprobó|firmó|publicó|presentó|tuvo)(?:\s+[\p{L}\p{M},]+){0,6}\s*$/iu,
  };
}
