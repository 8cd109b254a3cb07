export * from './inputs.ts';
export { openApi } from './openapi.ts';
export { claimsOf, type Machinery, performAct, readAs } from './perform.ts';
export { type Assets, buildServer, type Site, type SiteConfig } from './server.ts';
