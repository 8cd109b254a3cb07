export * from './error-view.tsx';
export * from './render.tsx';
export * from './typed-form.tsx';
