export * from './error-view.tsx';
export * from './render.tsx';
