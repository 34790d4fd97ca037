package crmmind.orders.web.paper;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.Barcode128;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import crmmind.orders.shared.Wording;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document on A4 paper as it is printed for an order: title, number with its bar code, facts in columns, one table,
 * and a foot with the number of pages. Its letters are embedded, so that it looks the same everywhere. Written while it
 * is made; closing it ends the document and leaves the stream open.
 */
final class Sheet implements AutoCloseable {

    private static final Color INK = new Color(0x16, 0x19, 0x1f);
    private static final Color QUIET = new Color(0x5a, 0x63, 0x72);
    private static final Color LINE = new Color(0xc9, 0xce, 0xd6);
    private static final Color SHADE = new Color(0xf1, 0xf3, 0xf6);
    private static final float MARGIN = 42;
    private static final float FOOT = 30;
    private static final float BARCODE_HEIGHT = 34;
    private static final float BARCODE_WIDTH = 220;

    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + FOOT);
    private final PdfWriter writer;
    private final Wording texts;
    private final BaseFont regular = letters("Regular");
    private final BaseFont bold = letters("Bold");
    private @Nullable PdfPTable table;

    /** Where a column of the table stands and what is in it. */
    record Column(String title, float share, Kind kind) {}

    /** How the cells of a column look. */
    enum Kind {
        TEXT,
        STRONG,
        NUMBER,
        STRONG_NUMBER,
        /** Empty, to tick with a pen. */
        BOX
    }

    /** A fact with its name; a line break begins a new line, a blank one is left out. */
    record Fact(String name, @Nullable String value) {

        /** A day; none is left out. */
        static Fact of(String name, @Nullable LocalDate day, Shown shown) {
            return new Fact(name, day == null ? null : shown.day(day));
        }
    }

    /**
     * Begins a document.
     *
     * @param foot what stands at the foot of every page
     */
    Sheet(OutputStream out, Locale locale, String title, String number, String foot) {
        texts = Texts.of("papertexts", locale);
        writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setPageEvent(new Foot(foot));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(locale.getLanguage()));
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
        document.addTitle(title + " " + number);
        document.addCreator(texts.text("creator"));
        document.open();
        head(title, number);
    }

    private void head(String title, String number) {
        var head = new PdfPTable(new float[] {1.2f, 1});
        head.setWidthPercentage(100);
        var words = bare();
        words.addElement(new Paragraph(title, font(regular, 14, QUIET)));
        var heading = new Paragraph(number, font(bold, 22, INK));
        heading.setLeading(28);
        words.addElement(heading);
        head.addCell(words);
        var place = bare();
        var barcode = barcode(number);
        if (barcode != null) {
            place.addElement(barcode);
        }
        head.addCell(place);
        document.add(head);
    }

    /** Code 128; null for a number with letters it does not have. */
    private @Nullable Image barcode(String number) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(number)) {
            return null;
        }
        var code = new Barcode128();
        code.setCode(number);
        code.setFont(null); // the number stands beside it already
        code.setBarHeight(BARCODE_HEIGHT);
        code.setX(1.1f);
        var image = code.createImageWithBarcode(writer.getDirectContent(), Color.BLACK, Color.BLACK);
        if (image.getWidth() > BARCODE_WIDTH) {
            image.scaleAbsolute(BARCODE_WIDTH, BARCODE_HEIGHT);
        }
        image.setAlignment(Element.ALIGN_RIGHT);
        return image;
    }

    /** Facts side by side, a list for each column. */
    void facts(List<List<Fact>> columns) {
        var facts = new PdfPTable(columns.size());
        facts.setWidthPercentage(100);
        facts.setSpacingBefore(14);
        for (var column : columns) {
            var cell = bare();
            cell.setPaddingRight(12);
            for (var fact : column) {
                if (fact.value() != null && !fact.value().isBlank()) {
                    var name = new Paragraph(fact.name(), font(regular, 8, QUIET));
                    name.setLeading(11);
                    cell.addElement(name);
                    var value = new Paragraph(fact.value(), font(regular, 10, INK));
                    value.setLeading(13);
                    value.setSpacingAfter(7);
                    cell.addElement(value);
                }
            }
            facts.addCell(cell);
        }
        document.add(facts);
    }

    /** A sentence that must not be overlooked. */
    void notice(String text) {
        var notice = new PdfPTable(1);
        notice.setWidthPercentage(100);
        notice.setSpacingBefore(6);
        var cell = new PdfPCell(new Phrase(text, font(bold, 10, INK)));
        cell.setBorder(Rectangle.BOX);
        cell.setBorderColor(INK);
        cell.setPadding(7);
        cell.setPaddingTop(5);
        notice.addCell(cell);
        document.add(notice);
    }

    /** Begins the table; its head comes again on each page. */
    void table(List<Column> columns) {
        var shares = new float[columns.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = columns.get(i).share();
        }
        var begun = new PdfPTable(shares);
        begun.setWidthPercentage(100);
        begun.setSpacingBefore(12);
        begun.setHeaderRows(1);
        begun.setSplitLate(true);
        for (var column : columns) {
            var cell = new PdfPCell(new Phrase(column.title(), font(bold, 8.5f, QUIET)));
            cell.setBorder(Rectangle.TOP | Rectangle.BOTTOM);
            cell.setBorderColor(LINE);
            cell.setBackgroundColor(SHADE);
            cell.setPadding(6);
            cell.setPaddingTop(4);
            cell.setHorizontalAlignment(alignment(column.kind()));
            begun.addCell(cell);
        }
        table = begun;
    }

    /** Adds a row, a text for each column. */
    void row(List<Column> columns, List<String> texts) {
        if (table == null) {
            throw new IllegalStateException("The table has not begun");
        }
        for (int i = 0; i < columns.size(); i++) {
            var kind = columns.get(i).kind();
            boolean strong = kind == Kind.STRONG || kind == Kind.STRONG_NUMBER;
            var cell = kind == Kind.BOX
                    ? new PdfPCell(box(), false)
                    : new PdfPCell(new Phrase(texts.get(i), font(strong ? bold : regular, 10, INK)));
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(LINE);
            cell.setPadding(6);
            cell.setPaddingTop(5);
            cell.setPaddingBottom(8);
            cell.setLeading(2, 1.15f); // a long name takes several lines
            cell.setHorizontalAlignment(alignment(kind));
            table.addCell(cell);
        }
    }

    private Image box() {
        float side = 13;
        var drawing = writer.getDirectContent().createTemplate(side + 2, side + 2);
        drawing.setColorStroke(INK);
        drawing.setLineWidth(0.9f);
        drawing.rectangle(1, 1, side, side);
        drawing.stroke();
        var image = Image.getInstance(drawing);
        return image;
    }

    /** Ends the table. */
    void endTable() {
        if (table != null) {
            document.add(table);
        }
    }

    /** A sentence below the table. */
    void remark(String text) {
        var remark = new Paragraph(text, font(regular, 10, INK));
        remark.setSpacingBefore(12);
        remark.setLeading(14);
        document.add(remark);
    }

    /** Lines for a name and a date, written by hand. */
    void signatures(String... names) {
        var lines = new PdfPTable(names.length);
        lines.setWidthPercentage(100);
        lines.setSpacingBefore(44);
        lines.setKeepTogether(true);
        for (var name : names) {
            var cell = bare();
            cell.setBorder(Rectangle.NO_BORDER);
            cell.setPaddingRight(24);
            var line = new PdfPTable(1);
            line.setWidthPercentage(100);
            var inner = new PdfPCell(new Phrase(name, font(regular, 8, QUIET)));
            inner.setBorder(Rectangle.TOP);
            inner.setBorderColor(QUIET);
            inner.setPaddingTop(4);
            line.addCell(inner);
            cell.addElement(line);
            lines.addCell(cell);
        }
        document.add(lines);
    }

    @Override
    public void close() {
        document.close();
    }

    private static int alignment(Kind kind) {
        return switch (kind) {
            case NUMBER, STRONG_NUMBER -> Element.ALIGN_RIGHT;
            case BOX -> Element.ALIGN_CENTER;
            default -> Element.ALIGN_LEFT;
        };
    }

    private static PdfPCell bare() {
        var cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        return cell;
    }

    private static Font font(BaseFont letters, float size, Color colour) {
        return new Font(letters, size, Font.NORMAL, colour);
    }

    /** Liberation Sans, which has the letters of all languages of Europe. The library keeps what was read once. */
    private static BaseFont letters(String style) {
        var file = "LiberationSans-" + style + ".ttf";
        try (InputStream in = Sheet.class.getResourceAsStream("/liberation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The font " + file + " is not among the libraries");
            }
            return BaseFont.createFont(
                    file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "Page 1 of 3", whose last number is known at the end only. */
    private final class Foot extends PdfPageEventHelper {

        private static final float SIZE = 8;

        private final String text;
        private @Nullable PdfTemplate pages;

        Foot(String text) {
            this.text = text;
        }

        @Override
        public void onEndPage(PdfWriter to, Document ending) {
            if (pages == null) {
                pages = to.getDirectContent().createTemplate(30, 12);
            }
            var page = texts.text("page", to.getPageNumber()) + " ";
            float y = document.bottom() - FOOT + 8;
            var content = to.getDirectContent();
            write(content, text, document.left(), y);
            float width = regular.getWidthPoint(page, SIZE);
            float end = regular.getWidthPoint("99", SIZE);
            write(content, page, document.right() - width - end, y);
            content.addTemplate(pages, document.right() - end, y);
            content.setColorStroke(LINE);
            content.setLineWidth(0.5f);
            content.moveTo(document.left(), y + 14);
            content.lineTo(document.right(), y + 14);
            content.stroke();
        }

        private void write(PdfContentByte content, String words, float x, float y) {
            content.beginText();
            content.setColorFill(QUIET);
            content.setFontAndSize(regular, SIZE);
            content.setTextMatrix(x, y);
            content.showText(words);
            content.endText();
        }

        @Override
        public void onCloseDocument(PdfWriter to, Document ended) {
            if (pages != null) {
                write(pages, String.valueOf(to.getPageNumber() - 1), 0, 0);
            }
        }
    }
}
