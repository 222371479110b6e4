import { connect } from "node:net";

/** Sends text to a port of this machine and returns the whole answer once the other side ends. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
    });
    socket.on("end", () => resolve(received)).on("error", reject);
  });
}
