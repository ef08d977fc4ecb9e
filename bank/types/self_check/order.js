/* Places in an order are judged as what is matched. */
judges.order = (fields, entries) => judges.match(fields, entries);
