import { randomUUID } from 'node:crypto';
import { AT, alike, type Fixture, next, OWN, personOf, type Row, twins, type World, words } from './worlds.ts';

function personRow(party: string, account: string | null): Row {
  return { id: randomUUID(), party, name: 'Persona Ejemplo', verified_on: '2017-01-20', account };
}

function appointmentRow(person: unknown, party: string, state: string): Row {
  return {
    id: randomUUID(),
    person,
    party,
    function: 'staff',
    starts_on: '2017-01-01',
    state,
    note: 'Nota de ejemplo',
    proposed_at: AT,
  };
}

const APPOINTMENT_WORLDS = [OWN, 'OIM', 'RROCM', 'ST'].flatMap((party) =>
  ['proposed', 'nominated', 'confirmed', 'refused'].flatMap((state) =>
    [true, false].map((linked) => ({ party, state, linked })),
  ),
);

export const DIRECTORY_FIXTURES: Readonly<Record<string, Fixture>> = {
  topic: alike(['code'], () => ({ code: `ejemplo-${next()}`, name_es: 'Ejemplo', name_en: 'Example' })),
  person: {
    key: ['id'],
    arrange: async ({ add }) => {
      const worlds: World[] = [];
      for (const party of [OWN, 'OIM', 'RROCM', 'ST']) {
        for (const [account, state] of [
          [personOf(party), 'confirmed'],
          [null, 'confirmed'],
          [null, 'nominated'],
        ] as const) {
          const row = await add('conf.person', personRow(party, account));
          await add('conf.appointment', appointmentRow(row['id'], party, state));
          worlds.push({
            what: words({ party, account, state }),
            facts: { party, account, named: state === 'confirmed' },
            row,
            // An account belongs to one person, and who adds an entry ties none.
            like: personRow(party, null),
            there: true,
          });
        }
      }
      return worlds;
    },
  },
  appointment: {
    key: ['id'],
    arrange: async ({ add, run }) => {
      const of = new Map<string, { readonly id: unknown; readonly account: string | null }>();
      await run('update conf.person set account = null where account is not null');
      for (const party of [OWN, 'OIM', 'RROCM', 'ST']) {
        for (const account of [personOf(party), null]) {
          const { id } = await add('conf.person', personRow(party, account));
          of.set(`${party} ${account !== null}`, { id, account });
        }
      }
      return APPOINTMENT_WORLDS.map(({ party, state, linked }) => {
        const person = of.get(`${party} ${linked}`);
        const facts = { party, state, account: person?.account ?? null };
        return { what: words(facts), facts, ...twins(() => appointmentRow(person?.id, party, state)) };
      });
    },
  },
};
