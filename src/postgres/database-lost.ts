/** The server could not be reached, or the connection to it broke: a statement under way may have taken effect. */
export class DatabaseLost extends Error {
  override readonly name = "DatabaseLost";
}
