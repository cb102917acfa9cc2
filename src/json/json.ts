import { Double } from './double.ts';
import type { JsonNumber } from './number.ts';

/** Any JSON value. State data is immutable: never write into one that you did not make. */
export type Json = null | boolean | JsonNumber | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Double);

export const isArray = (value: unknown): value is readonly Json[] => Array.isArray(value);
