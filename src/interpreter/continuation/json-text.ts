/** The JSON text of a piece of state data, spelled exactly as AWS shows it. State data is its text: `parse` in data/data.ts gives the value. */
export type JsonText = string;
