/**
 * Passkeys: asks the device (WebAuthn) and puts its answer into the form, which then is sent like any other. Without
 * this script, or in a browser without passkeys, the form keeps the sentence that says so and its button stays hidden.
 */

interface Descriptor {
  readonly id: string;
  readonly type: PublicKeyCredentialType;
  readonly transports?: AuthenticatorTransport[];
}

/** What the server sends: the options of WebAuthn with base64url where bytes are meant. */
interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly allowCredentials?: readonly Descriptor[];
  readonly excludeCredentials?: readonly Descriptor[];
  readonly [name: string]: unknown;
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) setUp(form);

function setUp(form: HTMLFormElement): void {
  const say = (which: string): void => {
    for (const line of form.querySelectorAll<HTMLElement>('[data-says]')) line.hidden = line.dataset['says'] !== which;
  };
  if (typeof PublicKeyCredential === 'undefined') {
    say('unsupported');
    return;
  }
  say('');
  for (const part of form.querySelectorAll<HTMLElement>('[data-needs-script]')) part.hidden = false;
  form.addEventListener('submit', (event) => {
    const answer = form.querySelector<HTMLInputElement>('input[name="credential"]');
    if (answer?.value !== '') return;
    event.preventDefault();
    say('');
    const options = JSON.parse(form.dataset['options'] ?? '{}') as Options;
    ask(form.dataset['passkey'] === 'create', options).then(
      (found) => {
        answer.value = JSON.stringify(found);
        form.submit();
      },
      () => say('failed'),
    );
  });
}

async function ask(create: boolean, options: Options): Promise<unknown> {
  const { allowCredentials, excludeCredentials, user, ...rest } = options;
  const publicKey = {
    ...rest,
    challenge: bytes(options.challenge),
    ...(user ? { user: { ...user, id: bytes(user.id) } } : {}),
    ...(allowCredentials ? { allowCredentials: allowCredentials.map(described) } : {}),
    ...(excludeCredentials ? { excludeCredentials: excludeCredentials.map(described) } : {}),
  };
  const found = create
    ? await navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })
    : await navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions });
  if (!(found instanceof PublicKeyCredential)) throw new Error('no passkey');
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    response: answerOf(found.response),
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

function answerOf(response: AuthenticatorResponse): unknown {
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    return {
      clientDataJSON,
      attestationObject: text(response.attestationObject),
      transports: response.getTransports(),
    };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    clientDataJSON,
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle ? { userHandle: text(userHandle) } : {}),
  };
}

function described({ id, type, transports }: Descriptor): PublicKeyCredentialDescriptor {
  return { id: bytes(id), type, ...(transports ? { transports } : {}) };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
