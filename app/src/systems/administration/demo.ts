import { addDays, CONFERENCE_ZONE, dayIn, type Result } from '../../kernel/index.ts';
import type { DemoTools } from '../../platform/system/index.ts';
import { createProgram, invitePerson, issueToken, saveSignOn } from './operations.ts';

/**
 * An invitation that waits, a program with a token, and the single sign-on of an organisation that is not offered yet:
 * nothing here lets anybody in. Addresses end in `.invalid` (RFC 2606) and reach nobody.
 */
export async function demo(tools: DemoTools): Promise<void> {
  const { now } = tools;
  await tools.as('administracion', now, 'administration.demo', async (ctx) => {
    done(
      await invitePerson(ctx, {
        name: 'Persona Ejemplo (invitada)',
        email: 'invitada@ejemplo.invalid',
        organisation: 'GT',
        roles: ['focal_point'],
        lang: 'es',
        validFrom: dayIn(CONFERENCE_ZONE, now),
        validTo: addDays(dayIn(CONFERENCE_ZONE, now), 365),
      }),
    );
    done(
      await saveSignOn(ctx, undefined, {
        organisation: 'CR',
        issuer: 'https://entrada.ejemplo.invalid',
        clientId: 'enlace',
        clientSecret: 'un secreto de ejemplo',
        domains: ['ejemplo.invalid'],
        active: false,
      }),
    );
    const program = done(
      await createProgram(ctx, {
        name: 'Tablero de acuerdos (ejemplo)',
        organisation: 'HN',
        role: 'focal_point',
        lang: 'es',
      }),
    );
    done(
      await issueToken(ctx, program, {
        scopes: ['obligation.read'],
        expires: addDays(dayIn(CONFERENCE_ZONE, now), 90),
      }),
    );
  });
}

function done<T>(outcome: Result<T>): T {
  if (!outcome.ok) throw new Error(`The example of administration was refused: ${outcome.refusal.code}`);
  return outcome.value;
}
