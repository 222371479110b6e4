import rhea, { type Dictionary, type Receiver, type Sender } from "rhea";
import * as z from "zod";
import { acceptLink, type Client, type LinkHandlers } from "./links.ts";

const requestSchema = z.object({
  message_id: z.union([z.string(), z.number(), z.instanceof(Buffer)]),
  reply_to: z.string(),
  application_properties: z.object({
    operation: z.string(),
    type: z.string(),
    name: z.string(),
    partition: z.string().optional(),
  }),
  body: z.unknown(),
});

/** A request to `$cbs` or `$management`, in AMQP's field names. */
export type Request = z.infer<typeof requestSchema>;

export type Answer = {
  readonly statusCode: number;
  readonly description: string;
  readonly body?: Dictionary<unknown>;
};

export function openReplyLink(sender: Sender, client: Client): LinkHandlers {
  acceptLink(sender);
  client.replyLinks.add(sender);
  return { onGone: () => client.replyLinks.delete(sender) };
}

/** Opens a link for requests. Each is answered on the reply link that it names, by link name or by target address. */
export function openRequestLink(
  receiver: Receiver,
  client: Client,
  answer: (request: Request) => Answer,
): LinkHandlers {
  acceptLink(receiver);
  return {
    onMessage(message, delivery) {
      const request = requestSchema.safeParse(rhea.message.decode(message));
      if (!request.success) return delivery.reject(invalidRequest(z.prettifyError(request.error)));
      const replyLink = findReplyLink(client.replyLinks, request.data.reply_to);
      if (!replyLink) return delivery.reject(invalidRequest(`There is no link named '${request.data.reply_to}'.`));
      delivery.accept();
      sendAnswer(replyLink, request.data, answer(request.data));
    },
  };
}

function findReplyLink(replyLinks: ReadonlySet<Sender>, replyTo: string): Sender | undefined {
  return [...replyLinks].find(({ name, target }) => name === replyTo || target?.address === replyTo);
}

function sendAnswer(replyLink: Sender, request: Request, { statusCode, description, body }: Answer): void {
  replyLink.send({
    correlation_id: request.message_id,
    application_properties: { "status-code": statusCode, "status-description": description },
    body,
  });
}

function invalidRequest(description: string) {
  return { condition: "amqp:invalid-field", description };
}
