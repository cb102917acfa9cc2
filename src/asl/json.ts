export { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
