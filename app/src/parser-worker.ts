import { serveParsers } from './platform/files/index.ts';
import { parseReport, type ReadOptions } from './systems/meetings/report-parser.ts';

// The thread in which files of unknown origin are read: no database, no environment, limits of time and memory.
await serveParsers({ report: (bytes, options) => parseReport(bytes, options as ReadOptions) });
