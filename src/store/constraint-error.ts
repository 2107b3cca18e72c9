/** A row that a database refused for one of its values, or for what it refers to. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError';
}
