import * as z from 'zod';

/** Services outside of this server that can be asked about a comment, where a site switches them on. */
export const ServiceName = z.enum(['akismet', 'turnstile', 'workers-ai']);
export type ServiceName = z.infer<typeof ServiceName>;

/** The services that the operator has set up, so that a site can switch them on. */
export const Services = z.strictObject({ offered: z.array(ServiceName) });
export type Services = z.infer<typeof Services>;
