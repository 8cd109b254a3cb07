import type { Catalogue, Lang } from '../../kernel/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

/** The sentences for every refusal of this folder, by code. */
export const fileMessages: Readonly<Record<Lang, Catalogue>> = { es, en };
