/** Whether a string is an expression. AWS: it starts with `{%` and ends with `%}`, without blanks around — "Transforming data" of the developer guide. */
export const isJsonata = (value: string): boolean => value.length >= 4 && value.startsWith('{%') && value.endsWith('%}');
