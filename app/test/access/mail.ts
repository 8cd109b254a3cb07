import { randomBytes, randomUUID } from 'node:crypto';
import { AT, alike, type Fixture, next, OTHER, OWN, personOf, type Row, twins, words } from './worlds.ts';

/** A table with one row an account: where the row is there no like of it can be inserted, so that is tried elsewhere. */
function ofAccounts(make: (account: string) => Row): Fixture {
  return {
    key: ['account'],
    arrange: async () =>
      [OWN, OTHER, 'ST', 'OIM'].map((organisation, index) => {
        const account = personOf(organisation);
        const there = index % 2 === 0;
        return {
          what: `${account} ${there ? 'has one' : 'has none'}`,
          facts: { account },
          row: make(account),
          like: make(account),
          ...(there ? { untried: ['insert'] } : { there: true, untried: ['select', 'update', 'delete'] }),
        };
      }),
  };
}

function mailRow(account: string, state: string): Row {
  return {
    id: randomUUID(),
    account,
    party: OWN,
    name: 'Persona Ejemplo',
    lang: 'es',
    cause: 'digest',
    key: String(next()),
    may_stop: false,
    state,
    made_at: AT,
    try_after: AT,
  };
}

export const MAIL_FIXTURES: Readonly<Record<string, Fixture>> = {
  outbox: {
    key: ['id'],
    arrange: async () => [
      {
        what: 'any row',
        facts: {},
        ...twins(() => ({
          id: randomUUID(),
          to_party: OWN,
          kind: 'example',
          urgency: 'digest',
          route: 'example',
          key: String(next()),
          told_at: AT,
        })),
      },
    ],
  },
  mail: {
    key: ['id'],
    arrange: async () =>
      [personOf(OWN), personOf('ST')].flatMap((account) =>
        ['waiting', 'undeliverable'].map((state) => ({
          what: words({ account, state }),
          facts: { account, state },
          ...twins(() => mailRow(account, state)),
        })),
      ),
  },
  occurrence: alike(['schedule', 'subject', 'day'], () => ({
    schedule: 'example',
    subject: String(next()),
    day: '2017-01-20',
    at: AT,
  })),
  'notification-setting': ofAccounts((account) => ({ account, changed_at: AT })),
  'calendar-token': ofAccounts((account) => ({ account, token_hash: randomBytes(32), made_at: AT })),
  'calendar-entry': alike(['account', 'uid'], () => ({
    account: personOf(OWN),
    uid: `example-${next()}`,
    sequence: 0,
    fingerprint: randomBytes(32),
    changed_at: AT,
  })),
};
