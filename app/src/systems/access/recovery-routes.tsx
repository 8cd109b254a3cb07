import { z } from 'zod';
import { ok, type Translate } from '../../kernel/index.ts';
import { text } from '../../platform/http/inputs.ts';
import type { RecoveryLine } from '../../platform/session/index.ts';
import { command, page, type Route } from '../../platform/system/index.ts';
import { accountCrumb, moment, returnedOf } from './in-words.tsx';
import { Recoveries } from './pages/recoveries.tsx';

const one = z.strictObject({ id: text(100) });

/** People who lost their second factor, and the two who answer for them. */
export const recoveryRoutes: readonly Route[] = [
  page({
    id: 'access.recoveries',
    path: { es: '/cuenta/solicitudes-de-acceso', en: '/account/recovery-requests' },
    permission: 'recovery.confirm',
    audit: 'access.recoveries-opened',
    input: z.strictObject({}),
    load: async (ctx) => ok(await ctx.accounts.recoveries(ctx.who)),
    view: (ctx, requests) => ({
      title: ctx.t('access.recoveries.title'),
      crumbs: [accountCrumb(ctx)],
      body: (
        <Recoveries
          lang={ctx.lang}
          t={ctx.t}
          requests={requests.map((request) => ({
            id: request.id,
            name: request.name,
            organisation: request.organisation,
            askedAt: moment(ctx, request.askedAt),
            confirmed: confirmedInWords(ctx.t, request),
            mine: request.mine !== undefined,
          }))}
          confirmAction={ctx.url('access.confirm-recovery')}
          refuseAction={ctx.url('access.refuse-recovery')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.confirm-recovery',
    path: { es: '/cuenta/solicitudes-de-acceso/confirmar', en: '/account/recovery-requests/confirm' },
    permission: 'recovery.confirm',
    audit: 'access.recovery-confirmed',
    input: one,
    stepUp: true,
    back: 'access.recoveries',
    run: async (ctx, { id }) => {
      const confirmed = await ctx.accounts.confirmRecovery(id, ctx.who);
      if (confirmed.ok) ctx.subject(confirmed.value.account);
      return confirmed;
    },
    then: (ctx, { granted }) => ({
      to: ctx.url('access.recoveries'),
      say: granted ? 'access.recoveries.granted' : 'access.recoveries.half',
    }),
  }),
  command({
    id: 'access.refuse-recovery',
    path: { es: '/cuenta/solicitudes-de-acceso/rechazar', en: '/account/recovery-requests/refuse' },
    permission: 'recovery.confirm',
    audit: 'access.recovery-refused',
    input: one,
    stepUp: true,
    back: 'access.recoveries',
    run: async (ctx, { id }) => {
      const refused = await ctx.accounts.refuseRecovery(id, ctx.who);
      if (refused.ok) ctx.subject(refused.value.account);
      return refused;
    },
    then: (ctx) => ({ to: ctx.url('access.recoveries'), say: 'access.recoveries.refused' }),
  }),
];

function confirmedInWords(t: Translate, { confirmed }: RecoveryLine): string {
  if (confirmed.length === 0) return t('access.recoveries.nobody');
  return confirmed.map((part) => t(`access.recoveries.part.${part}`)).join(', ');
}
