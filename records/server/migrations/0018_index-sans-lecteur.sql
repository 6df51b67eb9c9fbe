-- No query is helped by it: what waits is read case by case (livraisons_en_ordre), and that index serves a whole subscription too.
drop index livraisons_dues;
