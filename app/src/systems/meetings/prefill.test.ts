import { describe, expect, it } from 'vitest';
import { translator } from '../../kernel/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { type FollowedAgreement, pointsFromRegister, type Sentences } from './prefill.ts';

const translate = { es: translator({ es, en }, 'es'), en: translator({ es, en }, 'en') };
const say: Sentences = (lang, key, blanks) => translate[lang](key as keyof typeof es, blanks);

function agreement(code: string, state: string, change: Partial<FollowedAgreement> = {}): FollowedAgreement {
  return {
    code,
    title: { es: 'Remitir comentarios', en: 'Send comments' },
    quote: '',
    state,
    due: '2017-01-15',
    answered: 7,
    total: 11,
    responsible: [{ es: 'Países Miembros', en: 'Member Countries' }],
    ...change,
  };
}

describe('the next report is written from the register', () => {
  it('thanks for what was done, says what was ended, what has passed its date and what goes on', () => {
    const points = pointsFromRegister(
      [
        agreement('A-2016-001', 'accepted', { answered: 11 }),
        agreement('A-2016-002', 'dropped'),
        agreement('A-2016-003', 'open'),
        agreement('A-2016-004', 'in_progress', { due: null }),
      ],
      '2017-02-01',
      say,
    );
    expect(points.filter((one) => one.kind === 'point').map((one) => one.key)).toEqual([
      'done',
      'dropped',
      'passed',
      'going-on',
    ]);
    expect(points.filter((one) => one.kind === 'sub_point')).toHaveLength(4);
  });

  it('is honest about silence, in both languages, and calls nobody late', () => {
    const [, line] = pointsFromRegister([agreement('A-2016-003', 'open')], '2017-02-01', say);
    expect(line?.es).toContain('4 sin respuesta');
    expect(line?.en).toContain('4 without answer');
    expect(`${line?.es} ${line?.en}`).not.toMatch(/atras|vencid|incumpl|late|overdue/i);
  });

  it('an empty register gives an empty draft', () => {
    expect(pointsFromRegister([], '2017-02-01', say)).toEqual([]);
  });
});
