import { EVERYDAY } from './find-pages.ts';
import { visitPages } from './visit-pages.ts';

// The pages of the everyday systems; those of people and of the house itself are in every-other-page.journey.ts.

visitPages((system) => EVERYDAY.includes(system));
