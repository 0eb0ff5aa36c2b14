/** Something that Discord's own client would not let a person do: an unknown command, a wrong option, a disabled button. */
export class ClientRefusal extends Error {
  override readonly name = "ClientRefusal";
}
