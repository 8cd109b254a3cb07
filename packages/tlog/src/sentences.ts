/** What the verifier says to people, in Spanish and English. A refusal without a sentence in both does not compile. */
import type { Refusal } from './refusal.ts';
import type { Observation } from './witness.ts';

/** The two languages of the verifier. */
export type Language = 'es' | 'en';

/** Why a check could not be made at all; it says nothing about the log. */
export type Trouble =
  | { readonly code: 'usage' }
  | { readonly code: 'file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'file-unwritable'; readonly file: string; readonly reason: string }
  | { readonly code: 'key-refused'; readonly option: string }
  | { readonly code: 'state-damaged'; readonly file: string }
  | { readonly code: 'server-unreachable'; readonly url: string; readonly reason: string };

/** What was established of a log that passed. */
export type Finding =
  | {
      readonly code: 'file-verified';
      readonly size: number;
      readonly witnesses: number;
      readonly since: number | undefined;
    }
  | { readonly code: 'watched'; readonly observation: Observation; readonly witnesses: number }
  | { readonly code: 'key-made'; readonly file: string };

type Message = Refusal | Trouble | Finding;
type Sentences = { readonly [C in Message['code']]: (message: Extract<Message, { code: C }>) => string };

const number = (language: Language, n: number): string => n.toLocaleString(language === 'es' ? 'es-419' : 'en');
const es = (n: number): string => number('es', n);
const en = (n: number): string => number('en', n);

const spanish: Sentences = {
  'key-malformed': () => 'La clave no está bien escrita: nombre, identificador y clave no concuerdan.',
  'key-type-unknown': ({ type }) => `Este programa no conoce el tipo de clave ${type}.`,
  'note-malformed': () => 'El punto de control no es una nota firmada: está cortado o alterado.',
  'note-not-signed-by': ({ name }) => `El punto de control no lleva la firma de ${name}.`,
  'signature-wrong': ({ name }) =>
    `La firma de ${name} no corresponde al punto de control: fue alterado o la firma es falsa.`,
  'witnesses-missing': ({ needed, found }) =>
    `El punto de control lleva ${es(found)} de las ${es(needed)} firmas de testigos que se piden.`,
  'checkpoint-malformed': () => 'La nota está firmada, pero no es un punto de control.',
  'checkpoint-of-another-log': ({ origin, expected }) =>
    `El punto de control es de otro registro: «${origin}» en lugar de «${expected}».`,
  'line-malformed': ({ line }) => `La línea ${es(line)} no tiene la forma de un asiento: el archivo fue alterado.`,
  'line-out-of-order': ({ line, expected, found }) =>
    `En la línea ${es(line)} debía estar el asiento ${es(expected)} y está el ${es(found)}: faltan, sobran o cambiaron de lugar asientos.`,
  'log-truncated': ({ events, size }) =>
    `El registro está cortado: el punto de control firma ${es(size)} asientos y el archivo tiene ${es(events)}.`,
  'log-longer': ({ events, size }) =>
    `El archivo tiene ${es(events)} asientos y el punto de control solo firma ${es(size)}: nadie responde por los demás.`,
  'log-edited': ({ size }) =>
    `El contenido no corresponde a la firma: al menos uno de los ${es(size)} asientos fue cambiado después de firmarse.`,
  'log-rolled-back': ({ size, seen }) =>
    `El registro retrocedió: hoy firma ${es(size)} asientos y antes ya había firmado ${es(seen)}. O fue cortado, o esta es una copia vieja.`,
  'log-forked': ({ size }) =>
    `Hay dos registros distintos: el mismo firmante dio dos raíces para los mismos ${es(size)} asientos. Las dos firmas lo prueban.`,
  'log-rewritten': ({ size, seen }) =>
    `El registro no demuestra que sus ${es(size)} asientos continúan los ${es(seen)} que usted ya conocía: el pasado fue cambiado o se niega la prueba.`,
  usage: () => USAGE.es,
  'file-unreadable': ({ file, reason }) => `No se pudo leer ${file} (${reason}). No se comprobó nada.`,
  'file-unwritable': ({ file, reason }) => `No se pudo escribir ${file} (${reason}).`,
  'key-refused': ({ option }) => `La clave de ${option} no es válida para ese uso. No se comprobó nada.`,
  'state-damaged': ({ file }) =>
    `El archivo de estado ${file} no contiene un punto de control de este registro. No lo borre: averigüe antes quién lo cambió.`,
  'server-unreachable': ({ url, reason }) =>
    `El servidor no respondió como se esperaba en ${url} (${reason}). No se comprobó nada.`,
  'file-verified': ({ size, witnesses, since }) =>
    `Correcto: los ${es(size)} asientos son exactamente los que el registro firmó${witnessesEs(witnesses)}.` +
    (since === undefined ? '' : ` Los ${es(since)} que usted ya conocía siguen iguales.`),
  watched: ({ observation, witnesses }) => {
    const size = es(observation.size);
    switch (observation.kind) {
      case 'first':
        return `Primera consulta: ${size} asientos${witnessesEs(witnesses)}. Quedan guardados; desde ahora cualquier cambio se notará.`;
      case 'unchanged':
        return `Correcto: el registro sigue en ${size} asientos, sin cambios${witnessesEs(witnesses)}.`;
      case 'grown':
        return `Correcto: el registro pasó de ${es(observation.from)} a ${size} asientos y demuestra que no cambió los anteriores${witnessesEs(witnesses)}.`;
    }
  },
  'key-made': ({ file }) =>
    `La clave secreta quedó en ${file}. Guárdela; la línea impresa es la pública y se entrega a quien deba confiar en usted.`,
};

const english: Sentences = {
  'key-malformed': () => 'The key is not well written: name, identifier and key do not agree.',
  'key-type-unknown': ({ type }) => `This program does not know key type ${type}.`,
  'note-malformed': () => 'The checkpoint is not a signed note: it is cut or altered.',
  'note-not-signed-by': ({ name }) => `The checkpoint does not carry the signature of ${name}.`,
  'signature-wrong': ({ name }) =>
    `The signature of ${name} does not match the checkpoint: it was altered, or the signature is false.`,
  'witnesses-missing': ({ needed, found }) =>
    `The checkpoint carries ${en(found)} of the ${en(needed)} witness signatures asked for.`,
  'checkpoint-malformed': () => 'The note is signed, but it is not a checkpoint.',
  'checkpoint-of-another-log': ({ origin, expected }) =>
    `The checkpoint belongs to another log: "${origin}" instead of "${expected}".`,
  'line-malformed': ({ line }) => `Line ${en(line)} does not have the form of an event: the file was altered.`,
  'line-out-of-order': ({ line, expected, found }) =>
    `Line ${en(line)} should hold event ${en(expected)} and holds ${en(found)}: events are missing, added or moved.`,
  'log-truncated': ({ events, size }) =>
    `The log is cut: the checkpoint signs ${en(size)} events and the file has ${en(events)}.`,
  'log-longer': ({ events, size }) =>
    `The file has ${en(events)} events and the checkpoint signs only ${en(size)}: nobody answers for the others.`,
  'log-edited': ({ size }) =>
    `The content does not match the signature: at least one of the ${en(size)} events was changed after it was signed.`,
  'log-rolled-back': ({ size, seen }) =>
    `The log went back: it now signs ${en(size)} events and had already signed ${en(seen)}. Either it was cut, or this is an old copy.`,
  'log-forked': ({ size }) =>
    `There are two different logs: the same signer gave two roots for the same ${en(size)} events. The two signatures prove it.`,
  'log-rewritten': ({ size, seen }) =>
    `The log does not prove that its ${en(size)} events continue the ${en(seen)} you already knew: the past was changed, or the proof is withheld.`,
  usage: () => USAGE.en,
  'file-unreadable': ({ file, reason }) => `${file} could not be read (${reason}). Nothing was checked.`,
  'file-unwritable': ({ file, reason }) => `${file} could not be written (${reason}).`,
  'key-refused': ({ option }) => `The key of ${option} is not valid for that use. Nothing was checked.`,
  'state-damaged': ({ file }) =>
    `The state file ${file} does not hold a checkpoint of this log. Do not delete it: find out first who changed it.`,
  'server-unreachable': ({ url, reason }) =>
    `The server did not answer as expected at ${url} (${reason}). Nothing was checked.`,
  'file-verified': ({ size, witnesses, since }) =>
    `Correct: the ${en(size)} events are exactly those the log signed${witnessesEn(witnesses)}.` +
    (since === undefined ? '' : ` The ${en(since)} you already knew are unchanged.`),
  watched: ({ observation, witnesses }) => {
    const size = en(observation.size);
    switch (observation.kind) {
      case 'first':
        return `First look: ${size} events${witnessesEn(witnesses)}. They are remembered; any change will be noticed from now on.`;
      case 'unchanged':
        return `Correct: the log still has ${size} events, unchanged${witnessesEn(witnesses)}.`;
      case 'grown':
        return `Correct: the log went from ${en(observation.from)} to ${size} events and proves that it did not change the earlier ones${witnessesEn(witnesses)}.`;
    }
  },
  'key-made': ({ file }) =>
    `The secret key is in ${file}. Keep it safe; the line printed is the public one, for those who are to trust you.`,
};

const USAGE: Record<Language, string> = {
  es: `Uso:
  enlace-verify log ARCHIVO.ndjson --checkpoint ARCHIVO --key CLAVE [--state ARCHIVO]
  enlace-verify watch DIRECCIÓN --key CLAVE --state ARCHIVO [--cosign ARCHIVO]
  enlace-verify key NOMBRE --out ARCHIVO          crea la clave de un testigo
Además: --witness CLAVE (se puede repetir), --quorum N, --lang es|en
Termina con 0 si todo concuerda, 1 si el registro no merece confianza, 2 si no se pudo comprobar.`,
  en: `Usage:
  enlace-verify log FILE.ndjson --checkpoint FILE --key KEY [--state FILE]
  enlace-verify watch URL --key KEY --state FILE [--cosign FILE]
  enlace-verify key NAME --out FILE               makes the key of a witness
Also: --witness KEY (may be repeated), --quorum N, --lang es|en
Ends with 0 if all agrees, 1 if the log does not deserve trust, 2 if it could not be checked.`,
};

/** The sentence for a person. */
export function sentenceFor(language: Language, message: Message): string {
  const sentences = language === 'es' ? spanish : english;
  // The table is indexed by the message's own code, a link that the type system cannot follow.
  return (sentences[message.code] as (message: Message) => string)(message);
}

/** Why a log, a note or a key was refused, in a sentence for people. */
export function refusalSentence(language: Language, refusal: Refusal): string {
  return sentenceFor(language, refusal);
}

function witnessesEs(n: number): string {
  return n === 0 ? '' : `, con ${n === 1 ? 'la firma de un testigo' : `las firmas de ${es(n)} testigos`}`;
}

function witnessesEn(n: number): string {
  return n === 0 ? '' : `, with the ${n === 1 ? 'signature of one witness' : `signatures of ${en(n)} witnesses`}`;
}
