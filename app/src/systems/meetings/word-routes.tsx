import { fitsList, WORD_LISTS, type WordList, wordsOf } from '@enlace/minutes';
import { z } from 'zod';
import { type Lang, ok, refuseFields } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { choice, optional, text } from '../../platform/http/index.ts';
import { command, page, type Route } from '../../platform/system/index.ts';
import { readingKnowledge } from './operations.ts';
import { type WordListsData, wordListsView } from './pages/word-lists.tsx';
import { addReadingWord, listReadingWords, removeReadingWord } from './store.ts';

const PATH = { es: '/reuniones/palabras', en: '/meetings/words' };
const LIST_PATH = { es: '/reuniones/palabras/:textlang/:list', en: '/meetings/words/:textlang/:list' };
const LANGS = ['es', 'en'] as const;

const wordsPage = page({
  id: 'meetings.words',
  path: PATH,
  permission: 'reading-word.read',
  audit: 'meetings.words-opened',
  input: z.strictObject({ textlang: optional(choice(LANGS)), list: optional(choice(WORD_LISTS)) }),
  load: async (ctx, { textlang = ctx.lang, list = 'decide' }) => ok(await loadList(ctx.db, textlang, list)),
  view: wordListsView,
});

const wordListPage = page({
  id: 'meetings.word-list',
  path: LIST_PATH,
  permission: 'reading-word.read',
  audit: 'meetings.word-list-opened',
  input: z.strictObject({ textlang: choice(LANGS), list: choice(WORD_LISTS) }),
  load: async (ctx, { textlang, list }) => ok(await loadList(ctx.db, textlang, list)),
  view: wordListsView,
});

async function loadList(db: Transaction, lang: Lang, list: WordList): Promise<WordListsData> {
  const { lexicon } = await readingKnowledge(db);
  return { shown: { lang, list }, words: wordsOf(lexicon, lang, list), changes: await listReadingWords(db) };
}

const changeWord = command({
  id: 'meetings.word-change',
  path: LIST_PATH,
  permission: 'reading-word.add',
  audit: 'meetings.word-changed',
  input: z.strictObject({
    textlang: choice(LANGS),
    list: choice(WORD_LISTS),
    word: text(60),
    counts: choice(['yes', 'no']),
  }),
  back: 'meetings.word-list',
  async run(ctx, { textlang: lang, list, word, counts }) {
    if (word.length < 2 || !fitsList(list, lang, word)) {
      return refuseFields('http.input', { word: 'meetings.refusal.word-form' });
    }
    const { words } = await loadList(ctx.db, lang, list);
    const isThere = words.includes(word);
    if (isThere === (counts === 'yes')) {
      return refuseFields('http.input', {
        word: isThere ? 'meetings.refusal.word-there' : 'meetings.refusal.word-absent',
      });
    }
    const added = await addReadingWord(ctx.db, { lang, list, word, counts: counts === 'yes' });
    return added ? ok({}) : refuseFields('http.input', { word: 'meetings.refusal.word-changed' });
  },
  then: (ctx, _done, shown) => ({ to: ctx.url('meetings.word-list', listOf(shown)), say: 'meetings.said.saved' }),
});

const restoreWord = command({
  id: 'meetings.word-restore',
  path: { es: '/reuniones/palabras/deshacer', en: '/meetings/words/undo' },
  permission: 'reading-word.restore',
  audit: 'meetings.word-restored',
  input: z.strictObject({ textlang: choice(LANGS), list: choice(WORD_LISTS), word: text(60) }),
  back: 'meetings.words',
  async run(ctx, { textlang: lang, list, word }) {
    await removeReadingWord(ctx.db, { lang, list, word });
    return ok({});
  },
  then: (ctx, _done, shown) => ({ to: ctx.url('meetings.word-list', listOf(shown)), say: 'meetings.said.saved' }),
});

function listOf({
  textlang,
  list,
}: {
  readonly textlang: Lang;
  readonly list: WordList;
}): Readonly<Record<string, string>> {
  return { textlang, list };
}

/** The words with which reports are read, as the secretariat changes them. */
export const wordRoutes: readonly Route[] = [wordsPage, wordListPage, changeWord, restoreWord];
