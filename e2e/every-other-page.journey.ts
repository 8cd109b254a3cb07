import { EVERYDAY } from './find-pages.ts';
import { visitPages } from './visit-pages.ts';

visitPages((system) => !EVERYDAY.includes(system));
