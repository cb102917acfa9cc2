// The copy of jsonata that tells of what it evaluates: the build gives this file another one than everybody else (traced-jsonata.mjs).
export { default } from 'jsonata';
