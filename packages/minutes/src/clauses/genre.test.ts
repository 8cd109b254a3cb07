import { describe, expect, it } from 'vitest';
import { readReport } from '../read.ts';
import type { Language } from '../types.ts';

/** A paragraph of a meeting held on 15 January 2020 and the work in it: kind and who, "~" when nobody is named. */
type Row = readonly [paragraph: string, ...work: readonly string[]];

const SPANISH: readonly Row[] = [
  ['El Consejo exhorta a las municipalidades a facilitar transporte.', 'request municipalidades'],
  ['Se solicita a los capitanes de puerto que respeten la veda.', 'request capitanes de puerto'],
  ['Se pidió a los laboratorios no cambiar los reactivos.', 'request laboratorios'],
  ['El señor director se comprometió a visitar el puesto.', 'commitment director'],
  ['La ministra de Salud de Vereda ofreció compartir su plataforma.', 'commitment Vereda'],
  ['Queda pendiente para la próxima sesión la discusión de la tasa.', 'agreement ~'],
  ['La revisión de los códigos queda para la próxima sesión.', 'agreement ~'],
  ['Se deja para la siguiente sesión el tema de los residuos.', 'agreement ~'],
  ['Corresponderá a la Tesorería presentar los estados financieros.', 'agreement Tesorería'],
  ['Se da un plazo de 15 días a los ministerios para remitir observaciones.', 'agreement ministerios'],
  ['La Secretaría Ejecutiva quedó en circular el acta.', 'commitment Secretaría Ejecutiva'],
  ['La Secretaría Ejecutiva se encargará de convocar la reunión.', 'commitment Secretaría Ejecutiva'],
  ['La Comisión examinó el informe y decidió ampliar el plazo.', 'agreement Comisión'],
  ['La Comisión tomó nota del estudio y solicitó a Faro que lo distribuya.', 'request Faro'],
  [
    'Se acuerda establecer un grupo de trabajo sobre pasajes, que rendirá informe en marzo.',
    'agreement ~',
    'agreement grupo de trabajo',
  ],
  ['El documento será validado por los capitanes de puerto.', 'commitment capitanes de puerto'],
  ['En 2016 los países acordaron elaborar un atlas.'],
  ['En ese entonces se solicitó a los países que actualizaran sus mapas.'],
  ['El delegado relató que su gobierno solicitó apoyo al Banco de Fomento.'],
  ['Recordó que, en su décima reunión, el Consejo solicitó a la Secretaría preparar un atlas.'],
  ['Señaló que el país deberá consultarlo con su ministerio.'],
  ['Se sugirió que podría hacerse un estudio.'],
  ['Se adopta el orden del día propuesto por la Secretaría.'],
];

const ENGLISH: readonly Row[] = [
  ['The Committee invites member administrations to nominate an expert.', 'request member administrations'],
  ['The Council encouraged clearing agents to use the electronic bond.', 'request clearing agents'],
  ['The Board recommends that territories maintain stocks.', 'request territories'],
  ['The Board requested that future reports include a forecast.', 'request ~'],
  ['The Chair will circulate a clean draft.', 'commitment Chair'],
  ['The Director of Trade undertook to send the data.', 'commitment Director of Trade'],
  ['The Minister for Labour of Calder offered to host a visit.', 'commitment Calder'],
  ['Consideration of the policy was postponed until the next session.', 'agreement ~'],
  ['The Council will, at its next meeting, examine the state of play.', 'agreement Council'],
  [
    'The Committee established a task team on axle loads, which shall report by the end of March.',
    'agreement Committee',
    'agreement task team',
  ],
  [
    'The Council agreed that Alder would redesign the form and that it would train observers.',
    'agreement Alder',
    'agreement Alder',
  ],
  ['Alder said it would provide access codes by the end of June.', 'commitment Alder'],
  ['The accounts were approved.', 'agreement ~'],
  ['ACTION: shipowners and agents to report delays by Friday 24 January', 'agreement shipowners, agents'],
  ['At its previous meeting the Committee directed the Secretariat to prepare a study.'],
  ['In 2018 the Council had requested the Secretariat to prepare an atlas.'],
  ['One member asked whether private laboratories reported.'],
  ['It was suggested that a study could be made.'],
  ['The minutes of the fourth meeting were adopted without change.'],
];

function workIn(paragraph: string, lang: Language): readonly string[] {
  const title = lang === 'es' ? 'Relatoría' : 'Record';
  const { candidates } = readReport({ text: `${title}\n\n${paragraph}\n`, doc: 'x', lang, held: '2020-01-15' });
  return candidates
    .filter(({ kind }) => kind !== 'thanks' && kind !== 'note')
    .map(({ kind, responsible, responsibleImplied }) => `${kind} ${responsibleImplied ? '~' : responsible.join(', ')}`);
}

describe('who does what in the styles of other bodies', () => {
  it.each(SPANISH)('«%s»', (paragraph, ...work) => {
    expect(workIn(paragraph, 'es')).toEqual(work);
  });

  it.each(ENGLISH)('“%s”', (paragraph, ...work) => {
    expect(workIn(paragraph, 'en')).toEqual(work);
  });

  it('a list of a resolution may begin its points with "To" and "That"', () => {
    const text =
      'Resolution\n\nThe Assembly,\n\nRESOLVES:\n\n1. To urge the ports to register agents.\n\n2. That the Council shall report at its third session.\n';
    const { candidates } = readReport({ text, doc: 'x', lang: 'en' });
    expect(candidates.map(({ kind, responsible }) => [kind, ...responsible]).slice(1)).toEqual([
      ['request', 'ports'],
      ['agreement', 'Council'],
    ]);
  });

  it('the line under the head of a table is no row, and brackets left empty by a deadline go', () => {
    const text =
      'Plan\n\n| Actividad | Responsable | Fecha |\n|-----|-----|-----|\n| Enviar la lista | Faro | 3 de marzo |\n\nLa Secretaría remitirá la nota (a más tardar el 3 de marzo) a Faro.\n';
    const { candidates } = readReport({ text, doc: 'x', lang: 'es', held: '2020-01-15' });
    expect(candidates.map(({ deliverable }) => deliverable)).toEqual(['Enviar la lista', 'Remitir la nota a Faro']);
  });
});
