/**
 * The language of the input tables: what the API model says about one member of an input, as data.
 * A table is written in the order of the model. `constraints.ts` reads it, `InputOf` makes the type of the checked input from it.
 */
export type Member = StringMember | NumberMember | BooleanMember | ListMember | StructureMember;

/** The members of an input or of a structure, by name. */
export type InputTable = Readonly<Record<string, Member>>;

interface Presence {
  /** Absent and `null` are the same, and both break this. */
  readonly required?: true;
}

/** Text. `min` and `max` count UTF-16 units, `maxBytes` counts bytes of UTF-8. */
export interface StringMember extends Presence {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly maxBytes?: number;
  /** A Java regular expression that the whole text matches, as AWS prints it. */
  readonly pattern?: string;
  /** The values in the order in which AWS prints them. */
  readonly enum?: readonly string[];
  /** AWS shows no value of this member in its messages. */
  readonly sensitive?: true;
}

/** A number in Java's type of that name, with an inclusive range. */
export interface NumberMember extends Presence {
  readonly type: 'integer' | 'long' | 'float';
  readonly min?: number;
  readonly max?: number;
}

/** `true` or `false`. */
export interface BooleanMember extends Presence {
  readonly type: 'boolean';
}

/** A list; `min` and `max` count its elements. */
export interface ListMember extends Presence {
  readonly type: 'list';
  readonly member: Member;
  readonly min?: number;
  readonly max?: number;
}

/** A structure; `shape` is its name in the model, which AWS prints. */
export interface StructureMember extends Presence {
  readonly type: 'structure';
  readonly shape: string;
  readonly members: InputTable;
}

/** The type of an input that a table has accepted: required members are there, enums are their values, nothing is `null`. */
export type InputOf<T extends InputTable> = Simplify<
  { readonly [K in RequiredKeys<T>]: ValueOf<T[K]> } & { readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: ValueOf<T[K]> }
>;

type RequiredKeys<T extends InputTable> = { [K in keyof T]: T[K] extends { readonly required: true } ? K : never }[keyof T];

type ValueOf<M> = M extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : M extends { readonly type: 'string' }
    ? string
    : M extends { readonly type: 'boolean' }
      ? boolean
      : M extends { readonly type: 'integer' | 'long' | 'float' }
        ? number
        : M extends { readonly type: 'list'; readonly member: infer Element }
          ? readonly ValueOf<Element>[]
          : M extends { readonly type: 'structure'; readonly members: infer Members extends InputTable }
            ? InputOf<Members>
            : never;

type Simplify<T> = { [K in keyof T]: T[K] };
