import { describe, expect, it } from 'vitest';
import { DEFAULT_LEXICON } from '../lexicon/default.ts';
import type { Language } from '../types.ts';
import { bindingDeadline, findDeadlines, readDeadlineCell } from './find.ts';
import { resolveDeadline } from './resolve.ts';

/** Phrase, type of the rule, first and last day for a meeting of 15 November 2016. */
type Row = readonly [phrase: string, type: string, from: string | null, to: string | null];

const HELD = '2016-11-15';

const SPANISH: readonly Row[] = [
  ['remitirán sus comentarios dentro del plazo de dos meses', 'duration', '2016-11-15', '2017-01-15'],
  ['será convocada en los primeros dos meses del año 2017', 'window', '2017-01-01', '2017-02-28'],
  ['enviarán sus datos antes del 15 de enero', 'before', null, '2017-01-14'],
  ['el estudio se hará en el primer trimestre de 2017', 'window', '2017-01-01', '2017-03-31'],
  ['presentará el plan a finales de junio', 'window', '2017-06-21', '2017-06-30'],
  ['responderá en un plazo no mayor a 30 días hábiles', 'duration', null, null],
  ['se discutirá en la próxima reunión del GRCM', 'event', null, null],
  ['que presente durante esta reunión del GRCM una propuesta', 'event', null, null],
  ['será analizada durante la presente sesión de la CRM', 'event', null, null],
  ['una vez que se aprueben estos instrumentos, se elaborará una propuesta', 'condition', null, null],
  ['Analizar el reporte del encuentro realizado del 26 al 28 de octubre del presente año', 'none', null, null],
  ['a más tardar el 30 de junio de 2017', 'before', null, '2017-06-30'],
  ['enviar la lista el 14 de diciembre de 2016 a más tardar', 'before', null, '2016-12-14'],
  ['hasta el 1 de marzo de 2017', 'before', null, '2017-03-01'],
  ['para el 31 de enero', 'before', null, '2017-01-31'],
  ['antes de fin de año', 'before', null, '2016-12-31'],
  ['antes de que finalice el año 2017', 'before', null, '2017-12-31'],
  ['antes de mediados de febrero', 'before', null, '2017-02-10'],
  ['a mediados de abril de 2017', 'window', '2017-04-11', '2017-04-20'],
  ['a principios de mayo', 'window', '2017-05-01', '2017-05-10'],
  ['en la segunda quincena de febrero de 2017', 'window', '2017-02-16', '2017-02-28'],
  ['durante la primera semana de marzo', 'window', '2017-03-01', '2017-03-07'],
  ['durante el mes de mayo', 'window', '2017-05-01', '2017-05-31'],
  ['en enero', 'window', '2017-01-01', '2017-01-31'],
  ['en diciembre de este año', 'window', '2016-12-01', '2016-12-31'],
  ['entre enero y marzo de 2017', 'window', '2017-01-01', '2017-03-31'],
  ['de noviembre de 2016 a febrero de 2017', 'window', '2016-11-01', '2017-02-28'],
  ['durante noviembre de 2016 a febrero de 2017', 'window', '2016-11-01', '2017-02-28'],
  ['en el segundo semestre del próximo año', 'window', '2017-07-01', '2017-12-31'],
  ['en el último trimestre del año', 'window', '2016-10-01', '2016-12-31'],
  ['del 3 al 5 de mayo de 2017', 'window', '2017-05-03', '2017-05-05'],
  ['el 20 de febrero de 2017', 'date', '2017-02-20', '2017-02-20'],
  ['el día 01/02/2017', 'date', '2017-02-01', '2017-02-01'],
  ['dentro de los 15 días siguientes a la reunión', 'duration', '2016-11-15', '2016-11-30'],
  ['en tres meses', 'duration', '2016-11-15', '2017-02-15'],
  ['en el término de seis semanas', 'duration', '2016-11-15', '2016-12-27'],
  ['en un plazo máximo de 90 (noventa) días', 'duration', '2016-11-15', '2017-02-13'],
  ['dentro de los diez días siguientes a su recepción', 'duration', null, null],
  ['dentro de un mes contado a partir de la circulación', 'duration', '2016-11-15', '2016-12-15'],
  ['en 48 horas', 'duration', '2016-11-15', '2016-11-17'],
  ['se compromete a visitar el puesto la próxima semana', 'window', '2016-11-21', '2016-11-27'],
  ['el mes próximo enviará la lista', 'window', '2016-12-01', '2016-12-31'],
  ['a más tardar el último día hábil de marzo', 'before', null, '2017-03-31'],
  ['antes del último día hábil de abril de 2017', 'before', null, '2017-04-27'],
  ['el último día de febrero', 'date', '2017-02-28', '2017-02-28'],
  ['a más tardar en 30 días', 'duration', '2016-11-15', '2016-12-15'],
  ['a más tardar 60 días después de la presente reunión', 'duration', '2016-11-15', '2017-01-14'],
  ['dentro de los 60 días siguientes a la adopción de la presente resolución', 'duration', '2016-11-15', '2017-01-14'],
  ['dentro de los 60 días siguientes a la aprobación del convenio', 'duration', null, null],
  ['notificarán los casos en un máximo de 48 horas después de cada evento', 'none', null, null],
  ['enviarán sus datos cada año', 'vague', null, null],
  ['indicarán la información disponible en cada cuadro y en cada año', 'none', null, null],
  ['informará semestralmente', 'vague', null, null],
  ['dos veces al año', 'vague', null, null],
  ['aprobar el calendario de vacunación para 2018', 'none', null, null],
  ['aprobar el presupuesto de la Secretaría para el período 2018-2019', 'none', null, null],
  ['la red deberá estar instalada para 2018', 'before', null, '2018-12-31'],
  ['en su cuadragésimo tercer período ordinario de sesiones', 'event', null, null],
  ['en el próximo período de sesiones de la Comisión', 'event', null, null],
  ['durante la próxima semana', 'window', '2016-11-21', '2016-11-27'],
  ['en el transcurso del presente mes', 'window', '2016-11-01', '2016-11-30'],
  ['a la brevedad posible', 'vague', null, null],
  ['oportunamente', 'vague', null, null],
  ['antes del 30 de febrero', 'vague', null, null],
  ['a más tardar el 31 de abril de 2017', 'vague', null, null],
  ['el 29 de febrero de 2017', 'vague', null, null],
  ['a más tardar el 29 de febrero', 'before', null, '2020-02-29'],
  ['antes de la próxima reunión', 'event', null, null],
  ['tan pronto como se reciba la versión final, la circulará', 'condition', null, null],
  ['concluida la revisión, se publicará', 'condition', null, null],
  ['desde 2010 los países aplican el acuerdo', 'none', null, null],
  ['las buenas prácticas desde la última reunión de esta red', 'none', null, null],
  ['el informe correspondiente a 2017', 'none', null, null],
];

const ENGLISH: readonly Row[] = [
  ['will send comments within two months', 'duration', '2016-11-15', '2017-01-15'],
  ['will be convened in the first two months of 2017', 'window', '2017-01-01', '2017-02-28'],
  ['before 15 January', 'before', null, '2017-01-14'],
  ['in the first quarter of 2017', 'window', '2017-01-01', '2017-03-31'],
  ['at the end of June', 'window', '2017-06-21', '2017-06-30'],
  ['within 30 working days', 'duration', null, null],
  ['at the next RCGM meeting', 'event', null, null],
  ['at the next meeting of the RCGM', 'event', null, null],
  ['during the current session', 'event', null, null],
  ['once these instruments are approved, it will draft a proposal', 'condition', null, null],
  ['by 30 June 2017', 'before', null, '2017-06-30'],
  ['by June 30, 2017', 'before', null, '2017-06-30'],
  ['no later than 1 March', 'before', null, '2017-03-01'],
  ['by 23 November 2016 at the latest', 'before', null, '2016-11-23'],
  ['on or before 31 January', 'before', null, '2017-01-31'],
  ['by the end of Q2', 'before', null, '2017-06-30'],
  ['by the end of Q2 2018', 'before', null, '2018-06-30'],
  ['before the end of 2017', 'before', null, '2017-12-31'],
  ['by the end of the year', 'before', null, '2016-12-31'],
  ['by the end of the third quarter', 'before', null, '2017-09-30'],
  ['prior to 17 March 2017', 'before', null, '2017-03-16'],
  ['by mid-February', 'before', null, '2017-02-20'],
  ['in early May 2017', 'window', '2017-05-01', '2017-05-10'],
  ['in late 2017', 'window', '2017-10-01', '2017-12-31'],
  ['in January', 'window', '2017-01-01', '2017-01-31'],
  ['in the second half of 2017', 'window', '2017-07-01', '2017-12-31'],
  ['from February to May 2017', 'window', '2017-02-01', '2017-05-31'],
  ['from 4 to 6 April 2017', 'window', '2017-04-04', '2017-04-06'],
  ['on 19 August 2017', 'date', '2017-08-19', '2017-08-19'],
  ['on 2017-08-19', 'date', '2017-08-19', '2017-08-19'],
  ['within 90 days of the meeting', 'duration', '2016-11-15', '2017-02-13'],
  ['within 30 days of receipt', 'duration', null, null],
  ['within six weeks of circulation', 'duration', '2016-11-15', '2016-12-27'],
  ['within a fortnight', 'duration', '2016-11-15', '2016-11-29'],
  ["in three weeks' time", 'duration', '2016-11-15', '2016-12-06'],
  ['within the next 10 days', 'duration', '2016-11-15', '2016-11-25'],
  ['during next week', 'window', '2016-11-21', '2016-11-27'],
  ['prior to the next meeting', 'event', null, null],
  ['at the March meeting', 'event', null, null],
  ['at its 13th session', 'event', null, null],
  ['upon completion of the standard, members will adapt their registers', 'condition', null, null],
  ['as soon as possible', 'vague', null, null],
  ['in due course', 'vague', null, null],
  ['by 30 February', 'vague', null, null],
  ['on 31 June 2017', 'vague', null, null],
  ['the protocol adopted on 3 May 2012', 'none', null, null],
  ['the equipment was installed in 2014', 'none', null, null],
  ['they may march together', 'none', null, null],
  ['will send the data next week', 'window', '2016-11-21', '2016-11-27'],
  ["next year's budget was discussed", 'none', null, null],
  ['no later than COB Friday 2 December', 'before', null, '2016-12-02'],
  ['by the last working day of April 2017', 'before', null, '2017-04-28'],
  ['no later than 60 days after the meeting', 'duration', '2016-11-15', '2017-01-14'],
  ['within 60 days of the adoption', 'duration', '2016-11-15', '2017-01-14'],
  ['within 60 days of the adoption of the Protocol', 'duration', null, null],
  ['within 24 hours of each incident', 'none', null, null],
  ['by the end of the first half of 2017', 'before', null, '2017-06-30'],
  ['by the end of the second quarter', 'before', null, '2017-06-30'],
  ['approve the budget for 2018', 'none', null, null],
  ['the review is scheduled for 2018', 'window', '2018-01-01', '2018-12-31'],
  ['contribute 50 000 dollars each year', 'vague', null, null],
  ['report quarterly to the Board', 'vague', null, null],
  ['send quarterly reports', 'none', null, null],
  ['before its next session', 'event', null, null],
  ['at its next Inter-Sessional Meeting', 'event', null, null],
  ['at its forty-third regular session', 'event', null, null],
  ['the next steps were set out', 'none', null, null],
];

function read(phrase: string, language: Language) {
  const found = bindingDeadline(
    findDeadlines(phrase, { language, words: DEFAULT_LEXICON.words[language], held: HELD }),
  );
  const rule = found?.rule ?? ({ type: 'none' } as const);
  const { from, to } = resolveDeadline(rule, { held: HELD, circulated: HELD });
  return [phrase, rule.type, from, to];
}

describe('deadlines of a meeting held on 15 November 2016', () => {
  it.each(SPANISH)('«%s» is %s, %s to %s', (phrase, ...rest) => {
    expect(read(phrase, 'es')).toEqual([phrase, ...rest]);
  });

  it.each(ENGLISH)('“%s” is %s, %s to %s', (phrase, ...rest) => {
    expect(read(phrase, 'en')).toEqual([phrase, ...rest]);
  });

  it('reads at least sixty phrases', () => {
    expect(SPANISH.length + ENGLISH.length).toBeGreaterThanOrEqual(60);
  });
});

describe('the cell under “Plazo” or “Deadline”', () => {
  const cell = (text: string, language: Language) => {
    const found = readDeadlineCell(text, { language, words: DEFAULT_LEXICON.words[language], held: HELD });
    const { from, to } = resolveDeadline(found?.rule ?? { type: 'none' }, { held: HELD });
    return [found?.rule.type, from, to];
  };

  it('takes a bare day as the last one', () => {
    expect(cell('13 de octubre de 2017', 'es')).toEqual(['before', null, '2017-10-13']);
    expect(cell('16 November 2017', 'en')).toEqual(['before', null, '2017-11-16']);
  });

  it('takes a bare month as a window and a bare duration from the meeting', () => {
    expect(cell('December 2016', 'en')).toEqual(['window', '2016-12-01', '2016-12-31']);
    expect(cell('Seis semanas', 'es')).toEqual(['duration', '2016-11-15', '2016-12-27']);
  });

  it('keeps other words as a vague deadline', () => {
    expect(cell('Permanente', 'es')).toEqual(['vague', null, null]);
  });
});
