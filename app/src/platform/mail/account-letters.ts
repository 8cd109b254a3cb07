import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../kernel/index.ts';
import type { AccountMail, SendAccountMail } from '../session/account-mail.ts';
import { type House, pathTo } from '../system/assemble.ts';
import { writeLetter } from './letter.tsx';
import type { Transport } from './transport.ts';

export interface AccountLettersOptions {
  readonly house: House;
  readonly clock: Clock;
  /** Where people reach the site. */
  readonly origin: string;
  /** Pauses before the second and later tries, in milliseconds. */
  readonly pauses?: readonly number[];
}

/** Long enough for a server that is being restarted, short enough for a link that lasts half an hour. */
const PAUSES_MS: readonly number[] = [10_000, 60_000, 300_000];

/**
 * Mails about a person's own account go straight to the operator's server and not through the outbox: they hold a
 * one-time address, which is kept in no table. What the server does not take after some tries is lost, and the person
 * asks again; the fault that is thrown names no address.
 */
export function accountLetters(transport: Transport, options: AccountLettersOptions): SendAccountMail {
  const { house, clock, origin, pauses = PAUSES_MS } = options;
  return async (mail) => {
    const t = house.translate[mail.lang];
    const letter = {
      id: randomUUID(),
      to: mail.to,
      lang: mail.lang,
      ...writeLetter(
        {
          lang: mail.lang,
          title: t(`mail.account.${mail.kind}`),
          groups: [],
          sum: t(`mail.account.${mail.kind}.what`),
          link: {
            label: t(mail.href === undefined ? 'mail.account.open' : 'mail.account.link'),
            url: mail.href ?? origin + pathTo(house, mail.lang, 'access.account'),
          },
          hasMeeting: false,
          exampleMode: false,
        },
        t,
      ),
      calendar: null,
      date: clock.now(),
      stopUrl: null,
    };
    for (const pause of [0, ...pauses]) {
      await sleep(pause);
      const failure = await transport.send(letter);
      if (failure === undefined) return;
      if (failure.kind === 'refused') break;
    }
    throw new Error(`account mail ${mail.kind satisfies AccountMail['kind']}: the server did not take it`);
  };
}
