/** A value that must not be seen, such as a secret: what removes it from a text asks it for itself. */
export interface Hidden {
  expose(): string
}
