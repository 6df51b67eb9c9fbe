/** The span of a request (OpenTelemetry), named by its route as declared. Costs nothing while no collector is set. */
import { SpanKind, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { routeOf } from './metrics.ts';
import { requestIdIn } from '../../runtime/http/request-id.ts';

export const traced: RequestHandler = (request, response, next) => {
  const parent = propagation.extract(context.active(), request.headers);
  const span = trace.getTracer('ess.api').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
  response.once('close', () => {
    const route = routeOf(request);
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
      'ess.requete': requestIdIn(response),
    });
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};
