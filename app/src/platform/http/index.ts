export * from './inputs.ts';
export { apiFace, openApi } from './openapi.ts';
export { claimsOf, type Machinery, performAct, readAs } from './perform.ts';
export { type Assets, buildServer, type Site, type SiteConfig } from './server.ts';
