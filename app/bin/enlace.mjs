#!/usr/bin/env node
await import('../../scripts/enlace.mjs');
